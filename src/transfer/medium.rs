//! Medium: reads the unpacked archive, a folder with a file of HTML for each story.

mod story;

pub use story::read as read_story;

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::import_warning::ImportWarning;
use super::record::{ImportRecord, ImportedAuthor, ImportedSite, SkippedItem};
use super::report::ImportReport;
use super::text_file::{self, ReadText};
use super::two_passes::{Sink, look_ahead, stream, write};
use crate::store::Store;

/// Maximum size of a file in bytes.
const LARGEST: u64 = 16 * 1024 * 1024;

/// Imports an archive.
pub async fn import(store: &Store, folder: &Path, options: &ImportOptions) -> Result<ImportReport, ImportError> {
    let pass = || {
        let folder = folder.to_owned();
        stream(move |sink| read(&folder, sink).map_err(|error| ImportError::of(&folder, error)))
    };
    let first = look_ahead(store, options, pass()).await?;
    write(store, options, first, pass()).await
}

/// Gives all records to `sink`. Only one story is in memory at a time.
fn read(folder: &Path, sink: Sink<ImportRecord>) -> io::Result<()> {
    let files = list(folder)?;
    if files.is_empty() {
        return Err(io::Error::other("there are no stories of Medium in it (posts/*.html)"));
    }
    if !sink(ImportRecord::Site(ImportedSite::default())) {
        return Ok(());
    }
    let mut last_author = String::new();
    for (file, number) in files.iter().zip(1..) {
        let mut records = Vec::new();
        match text_file::read_text(file, LARGEST) {
            Ok(ReadText { text: html, mended_line }) => match story::read(&html, &file_name(file), number) {
                Ok(entry) => {
                    if !entry.author.is_empty() && entry.author != last_author {
                        last_author.clone_from(&entry.author);
                        let (login, name) = (entry.author.clone(), entry.author.clone());
                        let author = ImportedAuthor { login, name, ..ImportedAuthor::default() };
                        records.push(ImportRecord::Author(author));
                    }
                    records.extend(mended_line.map(|line| ImportRecord::Warning(ImportWarning::mended(file, line))));
                    records.push(ImportRecord::Entry(Box::new(entry)));
                }
                Err(left_out) => records.push(ImportRecord::LeftOut(left_out.at(file_name(file)))),
            },
            Err(error) => records.push(ImportRecord::Warning(ImportWarning::unreadable(file, error))),
        }
        if !records.into_iter().all(&mut *sink) {
            return Ok(());
        }
    }
    others(folder).into_iter().map(ImportRecord::LeftOut).all(sink);
    Ok(())
}

/// Lists the files of stories by name. They are in `posts`, or in the folder itself.
fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let inner = folder.join("posts");
    let folder = if inner.is_dir() { inner } else { folder.to_owned() };
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let mut files: Vec<PathBuf> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file_name(file).ends_with(".html") && file.is_file());
    files.sort();
    Ok(files)
}

/// Counts the files of the archive that are not stories, by their folder.
fn others(folder: &Path) -> Vec<SkippedItem> {
    let mut found = Vec::new();
    if !folder.join("posts").is_dir() {
        return found;
    }
    let entries = fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.path()).filter(|path| path.is_dir()).collect();
    folders.retain(|path| file_name(path) != "posts");
    folders.sort();
    for inner in folders {
        let files = fs::read_dir(&inner).into_iter().flatten().filter_map(Result::ok).map(|entry| entry.path());
        let mut names: Vec<String> =
            files.map(|file| file_name(&file)).filter(|name| name.ends_with(".html")).collect();
        names.sort();
        let what = format!("file of Medium in {}", file_name(&inner));
        found.extend(names.into_iter().map(|name| SkippedItem::new(what.clone(), "it is no story").at(name)));
    }
    found
}

fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests;
