//! Finds and reads the files of a folder.

use std::fs;
use std::path::{Path, PathBuf};

use encoding_rs::{Encoding, UTF_8};
use jiff::Timestamp;

use super::{MarkdownError, MarkdownFile};

/// Maximum nesting depth, since symbolic links may form cycles.
const DEEPEST: usize = 32;

/// Endings of pictures.
const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic"];

/// The files of a folder and its subfolders by name, except hidden ones.
#[derive(Debug, Default)]
pub struct Listing {
    pub texts: Vec<PathBuf>,
    pub pictures: Vec<PathBuf>,
}

/// Lists the files in a folder.
pub fn list(folder: &Path) -> Result<Listing, MarkdownError> {
    let mut listing = Listing::default();
    walk(folder, DEEPEST, &mut listing)?;
    Ok(listing)
}

/// Returns the name of a file relative to the folder, with `/` as separator.
pub fn name(folder: &Path, file: &Path) -> String {
    let below = file.strip_prefix(folder).unwrap_or(file);
    let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// Reads one of the files that [`list`] found in `folder`.
pub fn read(folder: &Path, file: &Path) -> Result<MarkdownFile, MarkdownError> {
    let bytes = fs::read(file).map_err(|error| failure(file, &error))?;
    let (text, mended_line) = decode(bytes);
    let changed = fs::metadata(file).and_then(|data| data.modified()).ok();
    let changed = changed.and_then(|time| Timestamp::try_from(time).ok());
    Ok(MarkdownFile {
        path: file.to_owned(),
        name: name(folder, file),
        text,
        mended_line,
        modified_ms: changed.map(Timestamp::as_millisecond),
    })
}

/// Decodes a file, which may be in UTF-16. Returns the line of the first bytes that had to be replaced, if there are any.
fn decode(bytes: Vec<u8>) -> (String, Option<u64>) {
    let error = match String::from_utf8(bytes) {
        Ok(text) => return (text, None),
        Err(error) => error,
    };
    if let Some((encoding, _)) = Encoding::for_bom(error.as_bytes()).filter(|(encoding, _)| *encoding != UTF_8) {
        return (encoding.decode(error.as_bytes()).0.into_owned(), None);
    }
    let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
    (String::from_utf8_lossy(error.as_bytes()).into_owned(), Some(line))
}

fn walk(folder: &Path, depth: usize, listing: &mut Listing) -> Result<(), MarkdownError> {
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
            walk(&path, depth - 1, listing)?;
        } else if [".md", ".markdown", ".mdx"].iter().any(|end| name.ends_with(end)) {
            listing.texts.push(path);
        } else if PICTURES.iter().any(|end| name.ends_with(end)) {
            listing.pictures.push(path);
        }
    }
    Ok(())
}

fn failure(path: &Path, error: &std::io::Error) -> MarkdownError {
    MarkdownError { path: path.to_owned(), line: None, problem: format!("cannot read: {error}") }
}
