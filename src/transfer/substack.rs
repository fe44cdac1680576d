//! Substack: reads the unpacked archive, a folder with `posts.csv` and a file of HTML for each post.

mod content;
mod parts;
mod post;

pub use super::csv::CsvReader;
pub use content::shape;

use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufReader};
use std::path::Path;

use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::record::{ImportRecord, ImportedSite, SkippedItem};
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
    let (mut number, mut listed) = (0, HashSet::new());
    while let Some((line, row)) = rows.next_row()? {
        number += 1;
        let row = post::ListedPost { folder, head: &head, row: &row, line, number };
        listed.insert(row.file_name());
        if !row.read(url).into_iter().all(&mut *sink) {
            return Ok(());
        }
    }
    unlisted(folder, &listed).into_iter().map(ImportRecord::LeftOut).all(sink);
    Ok(())
}

/// Returns the files of the archive that no line of the list names, and the lists of subscribers.
fn unlisted(folder: &Path, listed: &HashSet<String>) -> Vec<SkippedItem> {
    let names = |folder: &Path| -> Vec<String> {
        let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
        let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    };
    let posts = names(&folder.join("posts")).into_iter().filter(|name| name.ends_with(".html"));
    let posts = posts.filter(|name| !listed.contains(name));
    let posts = posts.map(|name| SkippedItem::new("file of a post", "no line of the list names it").at(name));
    let lists = names(folder).into_iter().filter(|name| name.starts_with("email_list") && name.ends_with(".csv"));
    let lists = lists
        .map(|name| SkippedItem::new("list of subscribers", "Longan has nothing for it to be imported to").at(name));
    posts.chain(lists).collect()
}

#[cfg(test)]
mod tests;
