//! Finds and reads the files of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{MarkdownError, MarkdownFile};

/// Maximum nesting depth, since symbolic links may form cycles.
const DEEPEST: usize = 32;

/// Lists the Markdown files in a folder and its subfolders by name, except hidden ones.
pub fn list(folder: &Path) -> Result<Vec<PathBuf>, MarkdownError> {
    let mut files = Vec::new();
    walk(folder, DEEPEST, &mut files)?;
    Ok(files)
}

/// Reads one of the files that [`list`] found in `folder`.
pub fn read(folder: &Path, file: &Path) -> Result<MarkdownFile, MarkdownError> {
    let bytes = fs::read(file).map_err(|error| failure(file, &error))?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
        MarkdownError { path: file.to_owned(), line: Some(line), problem: "the text is not UTF-8".into() }
    })?;
    let below = file.strip_prefix(folder).unwrap_or(file);
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
    let changed = fs::metadata(file).and_then(|data| data.modified()).ok();
    let changed = changed.and_then(|time| Timestamp::try_from(time).ok());
    Ok(MarkdownFile {
        path: file.to_owned(),
        name: parts.collect::<Vec<_>>().join("/"),
        text,
        modified_ms: changed.map(Timestamp::as_millisecond),
    })
}

fn walk(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> Result<(), MarkdownError> {
    let found = fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let mut paths: Vec<PathBuf> = match found {
        Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
        Err(error) => return Err(failure(folder, &error)),
    };
    paths.sort();
    for path in paths {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
        if name.starts_with('.') {
            continue;
        }
        if path.is_dir() {
            if depth == 0 {
                let problem = "folders are nested too deeply".into();
                return Err(MarkdownError { path, line: None, problem });
            }
            walk(&path, depth - 1, files)?;
        } else if name.ends_with(".md") || name.ends_with(".markdown") {
            files.push(path);
        }
    }
    Ok(())
}

fn failure(path: &Path, error: &std::io::Error) -> MarkdownError {
    MarkdownError { path: path.to_owned(), line: None, problem: format!("cannot read: {error}") }
}
