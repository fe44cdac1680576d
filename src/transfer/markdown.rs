//! Reads folders of Markdown files, as used by Hugo, Jekyll and similar programs.

mod addresses;
pub(super) mod dates;
mod dialects;
mod entry;
mod folder;
pub(super) mod front_matter;
mod generator;
mod images;
mod names;
mod site;
mod terms;

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;
use thiserror::Error;

use super::import_warning::ImportWarning;
use super::record::ImportRecord;
use crate::model::language::Language;
pub use folder::{Listing, list, name, read as open};
pub use images::files as pictures_in;
pub use site::MarkdownSite;

/// Why a folder could not be read.
#[derive(Debug, Error)]
#[error("{}{}: {problem}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct MarkdownError {
    pub path: PathBuf,
    /// From 1; `None` if the error has no line.
    pub line: Option<u64>,
    pub problem: String,
}

impl From<ImportWarning> for MarkdownError {
    /// For a strict import.
    fn from(warning: ImportWarning) -> MarkdownError {
        let (path, line) = warning.place();
        let (path, problem) = (path.map(Path::to_owned).unwrap_or_default(), warning.explanation(Language::En));
        MarkdownError { path, line, problem }
    }
}

/// A file's content.
#[derive(Clone, Debug, Default)]
pub struct MarkdownFile {
    /// For error messages.
    pub path: PathBuf,
    /// Path relative to the folder, with `/` as separator.
    pub name: String,
    pub text: String,
    /// The line in which bytes that are not UTF-8 were replaced first.
    pub mended_line: Option<u64>,
    /// Unix milliseconds, used as the date if the file states none.
    pub modified_ms: Option<i64>,
}

/// Finds out what the files of a folder are. Of translations, that in `language` comes in.
pub fn site(folder: &Path, listing: &Listing, language: Language) -> MarkdownSite {
    MarkdownSite::new(folder, listing, language, entry::address)
}

/// Converts files to records, in the way of [`read_site`].
pub fn read(
    sources: impl Iterator<Item = Result<MarkdownFile, MarkdownError>>,
    zone: TimeZone,
) -> impl Iterator<Item = Result<ImportRecord, MarkdownError>> {
    read_site(sources, zone, Arc::default())
}

/// Converts the files of a site to records in order: authors and terms precede the entry that first names them. `zone`
/// applies to dates without a time zone.
pub fn read_site(
    sources: impl Iterator<Item = Result<MarkdownFile, MarkdownError>>,
    zone: TimeZone,
    site: Arc<MarkdownSite>,
) -> impl Iterator<Item = Result<ImportRecord, MarkdownError>> {
    let mut terms = HashSet::new();
    let mut authors = HashSet::new();
    sources.flat_map(move |source| {
        let source = match source {
            Ok(source) => source,
            Err(MarkdownError { path, line, problem: detail }) => {
                let (field, problem) = (String::new(), "the file cannot be read");
                return vec![Ok(ImportRecord::Warning(ImportWarning::InFile { path, line, field, problem, detail }))];
            }
        };
        let mended = source.mended_line.map(|line| {
            let problem = "bytes that are not UTF-8 were replaced";
            let (path, field, detail) = (source.path.clone(), String::new(), String::new());
            ImportRecord::Warning(ImportWarning::InFile { path, line: Some(line), field, problem, detail })
        });
        let read = mended.into_iter().chain(entry::read(&source, &zone, &site));
        let is_new = |record: &ImportRecord| match record {
            ImportRecord::Author(author) => authors.insert(author.login.clone()),
            ImportRecord::Term(term) => terms.insert((term.kind, term.slug.clone())),
            _ => true,
        };
        read.filter(is_new).map(Ok).collect()
    })
}

#[cfg(test)]
mod tests;
