//! The files of an archive, found.

use std::fs;
use std::path::{Path, PathBuf};

use super::{ArchiveError, RENDERED};

/// The files of posts in a folder, by name; none when there is no such folder.
pub fn list_posts(folder: &Path) -> Result<Vec<PathBuf>, ArchiveError> {
    let found = match fs::read_dir(folder) {
        Ok(found) => found.collect::<Result<Vec<_>, _>>(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => Err(error),
    };
    let found = found.map_err(|error| ArchiveError::Read { path: folder.to_owned(), error })?;
    let mut files: Vec<PathBuf> = found.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        (name.ends_with(".md") || name.ends_with(".html")) && !name.ends_with(RENDERED)
    });
    files.sort();
    Ok(files)
}

/// A file beside a post's own.
pub fn sibling(file: &Path, ending: &str) -> PathBuf {
    let mut name = file.file_stem().unwrap_or_default().to_owned();
    name.push(ending);
    file.with_file_name(name)
}
