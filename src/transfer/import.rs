//! Runs imports. Each is a single transaction.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::first_pass::FirstPass;
use super::import_error::ImportError;
use super::import_options::ImportOptions;
use super::import_transaction::ImportTransaction;
use super::import_warning::ImportWarning;
use super::import_writer::ImportWriter;
use super::markdown::{self, MarkdownError};
use super::prepare::prepare;
use super::record::{ImportRecord, SkippedItem};
use super::report::ImportReport;
use super::source_file;
use super::two_passes::{look_ahead, write};
use super::uploads::take_files;
use super::wordpress::WxrReader;
use crate::store::Store;

/// Imports a WordPress export file.
pub async fn import_wordpress(
    store: &Store,
    file: &Path,
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    import_wordpress_files(store, &[file.to_owned()], options).await
}

/// Imports a WordPress export in several files, in any order. They are read twice, since posts refer to what comes later.
pub async fn import_wordpress_files(
    store: &Store,
    files: &[PathBuf],
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let parts = parts(files)?;
    let first = look_ahead(store, options, records(parts.clone(), Round::First, options)).await?;
    write(store, options, first, records(parts, Round::Second, options)).await
}

/// A file of an export in several files.
#[derive(Clone)]
struct Part {
    path: PathBuf,
    /// Bytes of the files before it, and of all files.
    before: u64,
    total: u64,
}

#[derive(Clone, Copy, PartialEq)]
enum Round {
    First,
    Second,
}

fn parts(files: &[PathBuf]) -> Result<Vec<Part>, ImportError> {
    let lengths = files.iter().map(|file| length(file)).collect::<Result<Vec<_>, _>>()?;
    let total = lengths.iter().sum();
    let mut before = 0;
    let with_length = files.iter().zip(lengths).map(|(path, length)| {
        before += length;
        Part { path: path.to_owned(), before: before - length, total }
    });
    Ok(with_length.collect())
}

/// Iterates over the records of all files. Each file is opened when its turn comes.
fn records(
    parts: Vec<Part>,
    round: Round,
    options: &ImportOptions,
) -> Box<dyn Iterator<Item = Result<ImportRecord, ImportError>> + Send> {
    let (progress, zone, is_strict) = (options.progress.clone(), options.time_zone.clone(), options.strict);
    // Boxed, since the readers would make the futures of imports large.
    Box::new(parts.into_iter().flat_map(move |Part { path, before, total }| {
        let done = if round == Round::First { before } else { total + before };
        let (reader, error) = match source_file::open_part(&path, &progress, done, 2 * total) {
            Ok(file) => (Some(WxrReader::new(file, zone.clone())), None),
            Err(error) => (None, Some(Err(error))),
        };
        let reader = reader.map(|reader| if is_strict { reader.strict() } else { reader });
        let reader = reader.map(|reader| if round == Round::First { reader.outline() } else { reader });
        let records = reader.into_iter().flatten().map(move |record| match record {
            // Its reader does not know the name of the file.
            Ok(ImportRecord::Warning(warning)) => Ok(ImportRecord::Warning(warning.in_file(&path))),
            Ok(record) => Ok(record),
            Err(error) => Err(ImportError::WordPress { path: path.clone(), error }),
        });
        records.chain(error)
    }))
}

/// Imports the Markdown files of a folder and its subfolders.
pub async fn import_markdown(
    store: &Store,
    folder: &Path,
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let listing = markdown::list(folder)?;
    let mut site = markdown::site(folder, &listing, options.language);
    let mut report = ImportReport::default();
    for file in &listing.unread {
        let ending = file.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let what = format!("text in the format {ending}");
        report.add(SkippedItem::new(what, "only Markdown can be read").at(markdown::name(folder, file)));
    }
    if site.has_pictures() && !options.dry_run {
        let mut pictures = BTreeSet::new();
        for file in &listing.texts {
            // What cannot be read is told of when the text is.
            let Ok(source) = markdown::open(folder, file) else { continue };
            pictures.append(&mut markdown::pictures_in(&source.text, &source.name, &site));
        }
        site.set_places(take_files(store, pictures, &mut report, &options.progress).await?);
    }
    let total = listing.texts.len() as u64;
    let (folder, progress) = (folder.to_owned(), options.progress.clone());
    let sources = listing.texts.into_iter().zip(1..).map(move |(file, number)| {
        progress(number, total);
        markdown::open(&folder, &file)
    });
    let is_strict = options.strict;
    let records = markdown::read_site(sources, options.time_zone.clone(), Arc::new(site));
    let records = records.map(move |record| match record? {
        ImportRecord::Warning(warning @ ImportWarning::InFile { .. }) if is_strict => Err(MarkdownError::from(warning)),
        record => Ok(record),
    });
    let mut transaction = ImportTransaction::begin(store, options).await?;
    let mut first_pass = FirstPass::default();
    first_pass.authors.clone_from(&options.authors);
    let first_pass = Arc::new(first_pass);
    let mut writer = ImportWriter::begin(transaction.connection(), &first_pass, report).await?;
    let mut line = prepare(records, first_pass.clone());
    while let Some(batch) = line.next().await {
        writer.write(batch.into_iter().collect::<Result<_, _>>()?).await?;
    }
    let report = writer.finish().await?;
    transaction.conclude().await?;
    Ok(report)
}

fn length(path: &Path) -> Result<u64, ImportError> {
    let data = fs::metadata(path).map_err(|error| ImportError::Open { path: path.to_owned(), error })?;
    Ok(data.len())
}

#[cfg(test)]
mod squarespace;
#[cfg(test)]
mod tests;
