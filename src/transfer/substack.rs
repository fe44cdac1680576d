//! Substack: reads the unpacked archive, a folder with `posts.csv` and a file of HTML for each post.

mod content;
mod post;

use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use super::csv::CsvReader;
use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::record::{ImportRecord, ImportedSite};
use super::report::ImportReport;
use super::two_passes::{Sink, look_ahead, stream, write};
use crate::store::Store;

const LIST: &str = "posts.csv";

/// Imports an archive. `url` is the address of the old site, which it does not contain, or an empty text.
pub async fn import(
    store: &Store,
    folder: &Path,
    url: &str,
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let pass = || {
        let (folder, url) = (folder.to_owned(), url.trim_end_matches('/').to_owned());
        stream(move |sink| read(&folder, &url, sink).map_err(|error| ImportError::of(&folder.join(LIST), error)))
    };
    let first = look_ahead(store, options, pass()).await?;
    write(store, options, first, pass()).await
}

/// Gives all records to `sink`. Only one post is in memory at a time.
fn read(folder: &Path, url: &str, sink: Sink<ImportRecord>) -> io::Result<()> {
    let mut rows = CsvReader::new(BufReader::new(File::open(folder.join(LIST))?));
    let head = rows.next_row()?.map(|(_, head)| head).unwrap_or_default();
    if !head.iter().any(|name| name == "post_id") {
        return Err(io::Error::other("this is not a list of posts of Substack: there is no column post_id"));
    }
    let site = ImportedSite { base_url: url.to_owned(), ..ImportedSite::default() };
    if !sink(ImportRecord::Site(site)) {
        return Ok(());
    }
    let mut number = 0;
    while let Some((line, row)) = rows.next_row()? {
        number += 1;
        let row = post::ListedPost { folder, head: &head, row: &row, line, number };
        if !row.read(url).into_iter().all(&mut *sink) {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
