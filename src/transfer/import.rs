//! Runs imports. Each is a single transaction.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::first_pass::FirstPass;
use super::import_error::ImportError;
use super::import_writer::ImportWriter;
use super::markdown;
use super::prepare::prepare;
use super::progress::ImportProgress;
use super::report::ImportReport;
use super::source_file::{self, SourceFile};
use super::uploads::UploadsImport;
use super::wordpress::WxrReader;
use crate::store::{Store, WriteTransaction};

/// Options of an import.
pub struct ImportOptions {
    /// Run the import, then roll it back.
    pub dry_run: bool,
    /// Time zone of the old site, for times without one.
    pub time_zone: TimeZone,
    pub progress: ImportProgress,
    /// The old site's uploads folder, if its files are to be imported.
    pub media: Option<PathBuf>,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self { dry_run: false, time_zone: TimeZone::UTC, progress: Arc::new(|_, _| {}), media: None }
    }
}

/// Imports a WordPress export file. It is read twice, since posts refer to files that come later.
pub async fn import_wordpress(
    store: &Store,
    file: &Path,
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let failed = |error| ImportError::WordPress { path: file.to_owned(), error };
    let mut first_pass = FirstPass::default();
    let mut uploads = options.media.as_deref().map(UploadsImport::open).transpose()?;
    for record in open(file, options, 0)?.outline() {
        let record = record.map_err(failed)?;
        if let Some(uploads) = &mut uploads {
            uploads.see(&record);
        }
        first_pass.see(record);
    }
    let mut report = ImportReport::default();
    match uploads {
        Some(uploads) if options.dry_run => uploads.count(&mut report),
        Some(uploads) => first_pass.context.moved = uploads.take_in(store, &mut report, &options.progress).await?,
        None => {}
    }
    let first_pass = Arc::new(first_pass);
    let mut transaction = store.write().await?;
    let mut writer = ImportWriter::begin(&mut transaction, &first_pass, report).await?;
    let mut line = prepare(open(file, options, 1)?, first_pass.clone());
    while let Some(batch) = line.next().await {
        writer.write(batch.into_iter().collect::<Result<_, _>>().map_err(failed)?).await?;
    }
    let report = writer.finish().await?;
    conclude(transaction, options).await?;
    Ok(report)
}

/// Imports the Markdown files of a folder and its subfolders.
pub async fn import_markdown(
    store: &Store,
    folder: &Path,
    options: &ImportOptions,
) -> Result<ImportReport, ImportError> {
    let files = markdown::list(folder)?;
    let total = files.len() as u64;
    let (folder, progress) = (folder.to_owned(), options.progress.clone());
    let sources = files.into_iter().zip(1..).map(move |(file, number)| {
        progress(number, total);
        markdown::open(&folder, &file)
    });
    let mut transaction = store.write().await?;
    let first_pass = Arc::<FirstPass>::default();
    let mut writer = ImportWriter::begin(&mut transaction, &first_pass, ImportReport::default()).await?;
    let mut line = prepare(markdown::read(sources, options.time_zone.clone()), first_pass.clone());
    while let Some(batch) = line.next().await {
        writer.write(batch.into_iter().collect::<Result<_, _>>()?).await?;
    }
    let report = writer.finish().await?;
    conclude(transaction, options).await?;
    Ok(report)
}

/// Commits the transaction, or rolls it back in a dry run.
pub(super) async fn conclude(transaction: WriteTransaction, options: &ImportOptions) -> sqlx::Result<()> {
    match options.dry_run {
        true => transaction.rollback().await,
        false => transaction.commit_unindexed().await,
    }
}

/// Opens a file for the first pass (`round` 0) or the second (1).
fn open(path: &Path, options: &ImportOptions, round: u64) -> Result<WxrReader<SourceFile>, ImportError> {
    Ok(WxrReader::new(source_file::open(path, &options.progress, round, 2)?, options.time_zone.clone()))
}

#[cfg(test)]
mod squarespace;
#[cfg(test)]
mod tests;
