//! Reads folders of Markdown files, as used by Hugo, Jekyll and similar programs.

pub(super) mod dates;
mod entry;
mod folder;
pub(super) mod front_matter;

use std::collections::HashSet;
use std::path::PathBuf;

use jiff::tz::TimeZone;
use thiserror::Error;

use super::record::{ImportRecord, ImportedAuthor, ImportedTermKind};
pub use folder::{list, read as open};

/// Why a folder could not be read.
#[derive(Debug, Error)]
#[error("{}{}: {problem}", path.display(), line.map(|line| format!(":{line}")).unwrap_or_default())]
pub struct MarkdownError {
    pub path: PathBuf,
    /// From 1; `None` if the error has no line.
    pub line: Option<u64>,
    pub problem: String,
}

/// A file's content.
#[derive(Clone, Debug, Default)]
pub struct MarkdownFile {
    /// For error messages.
    pub path: PathBuf,
    /// Path relative to the folder, with `/` as separator.
    pub name: String,
    pub text: String,
    /// Unix milliseconds, used as the date if the file states none.
    pub modified_ms: Option<i64>,
}

/// Converts files to records in order: authors and terms precede the entry that first names them. `zone` applies to
/// dates without a time zone.
pub fn read(
    sources: impl Iterator<Item = Result<MarkdownFile, MarkdownError>>,
    zone: TimeZone,
) -> impl Iterator<Item = Result<ImportRecord, MarkdownError>> {
    let mut known = HashSet::new();
    let mut authors = HashSet::new();
    sources.flat_map(move |source| {
        let read = source.and_then(|source| entry::read(&source, &zone));
        let (mut entry, terms) = match read {
            Ok(entry::Read::Entry { entry, terms }) => (entry, terms),
            Ok(entry::Read::LeftOut(left_out)) => return vec![Ok(ImportRecord::LeftOut(left_out))],
            Err(error) => return vec![Err(error)],
        };
        let mut records = Vec::new();
        if !entry.author.is_empty() && authors.insert(entry.author.clone()) {
            let (login, name) = (entry.author.clone(), entry.author.clone());
            records.push(Ok(ImportRecord::Author(ImportedAuthor { login, name, ..ImportedAuthor::default() })));
        }
        for term in terms {
            let slugs = match term.kind {
                ImportedTermKind::Category => &mut entry.categories,
                ImportedTermKind::Tag => &mut entry.tags,
            };
            if !slugs.contains(&term.slug) {
                slugs.push(term.slug.clone());
            }
            if known.insert((term.kind, term.slug.clone())) {
                records.push(Ok(ImportRecord::Term(term)));
            }
        }
        records.push(Ok(ImportRecord::Entry(entry)));
        records
    })
}

#[cfg(test)]
mod tests;
