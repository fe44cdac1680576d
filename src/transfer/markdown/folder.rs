//! Finds and reads the files of a folder.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::{MarkdownError, MarkdownFile};
use crate::transfer::text_file::{self, ReadText};

/// Maximum size of a text in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Maximum nesting depth, since symbolic links may form cycles.
const DEEPEST: usize = 32;

/// Endings of texts in formats that are not read.
const UNREAD: [&str; 9] = [".rst", ".adoc", ".asciidoc", ".org", ".textile", ".wiki", ".njk", ".liquid", ".ipynb"];
/// Endings of pictures.
const PICTURES: [&str; 7] = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".heic"];

/// The files of a folder and its subfolders by name, except hidden ones.
#[derive(Debug, Default)]
pub struct Listing {
    pub texts: Vec<PathBuf>,
    pub pictures: Vec<PathBuf>,
    /// Texts in formats that are not read.
    pub unread: Vec<PathBuf>,
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
    let ReadText { text, mended_line } = text_file::read_text(file, LARGEST).map_err(|error| failure(file, &error))?;
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

/// Returns whether a file of HTML is a text with front matter rather than a page of a theme.
fn is_text_in_html(file: &Path) -> bool {
    let is_among_texts = file.components().any(|part| {
        let part = part.as_os_str();
        part == "_posts" || part == "_drafts" || part == "content"
    });
    let mut start = [0; 3];
    let mut read = || File::open(file).and_then(|mut file| file.read_exact(&mut start));
    is_among_texts && read().is_ok() && (&start == b"---" || &start == b"+++")
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
        } else if name.ends_with(".html") && is_text_in_html(&path) {
            listing.texts.push(path);
        } else if UNREAD.iter().any(|end| name.ends_with(end)) {
            listing.unread.push(path);
        }
    }
    Ok(())
}

fn failure(path: &Path, error: &std::io::Error) -> MarkdownError {
    MarkdownError { path: path.to_owned(), line: None, problem: format!("cannot read: {error}") }
}
