//! Feeds: RSS 0.9 to 2.0, Atom, and the exports of Blogger, which are Atom with comments and drafts.

mod blogger;
mod dates;
mod item;
mod reader;
mod xhtml;

use std::path::Path;

pub use reader::{Part, read};

use super::discussion;
use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::import_transaction::ImportTransaction;
use super::report::ImportReport;
use super::source_file;
use super::two_passes::{look_ahead, stream, write_in};
use crate::store::Store;

/// Imports the entries of a feed, and the comments of an export of Blogger.
pub async fn import(store: &Store, file: &Path, options: &ImportOptions) -> Result<ImportReport, ImportError> {
    let open = |round| source_file::open(file, &options.progress, round, 3);
    let path = file.to_owned();
    let failed = move |error: String| ImportError::of(&path, error);
    let entries = |input, zone, failed: Box<dyn Fn(String) -> ImportError + Send>| {
        let path = file.to_owned();
        stream(move |sink| read(input, &path, &zone, Part::Entries(sink)).map_err(failed))
    };
    let zone = &options.time_zone;
    let first = look_ahead(store, options, entries(open(0)?, zone.clone(), Box::new(failed.clone()))).await?;
    let mut transaction = ImportTransaction::begin(store, options).await?;
    let records = entries(open(1)?, zone.clone(), Box::new(failed.clone()));
    let report = write_in(transaction.connection(), first, records).await?;
    let (input, zone, path) = (open(2)?, zone.clone(), file.to_owned());
    let comments = stream(move |sink| read(input, &path, &zone, Part::Comments(sink)).map_err(failed));
    let report = discussion::write_in(transaction.connection(), report, comments).await?;
    transaction.conclude().await?;
    Ok(report)
}

#[cfg(test)]
mod tests;
