//! Runs imports. Each is a single transaction.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::tz::TimeZone;

use super::first_pass::FirstPass;
use super::import_error::ImportError;
use super::import_warning::ImportWarning;
use super::import_writer::ImportWriter;
use super::markdown::{self, MarkdownError};
use super::prepare::prepare;
use super::progress::ImportProgress;
use super::record::ImportRecord;
use super::report::ImportReport;
use super::source_file::{self, SourceFile};
use super::uploads::{UploadsImport, take_files};
use super::wordpress::WxrReader;
use crate::model::language::Language;
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
    /// Fail where the import would mend a file, or leave out a field.
    pub strict: bool,
    /// The language of the site. Of a page in several languages, the one in this language comes in.
    pub language: Language,
}

impl Default for ImportOptions {
    fn default() -> Self {
        Self {
            dry_run: false,
            time_zone: TimeZone::UTC,
            progress: Arc::new(|_, _| {}),
            media: None,
            strict: false,
            language: Language::default(),
        }
    }
}

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
    let lengths = files.iter().map(|file| length(file)).collect::<Result<Vec<_>, _>>()?;
    let total = 2 * lengths.iter().sum::<u64>();
    let mut done = 0;
    let mut begin = |index: usize| {
        done += lengths[index];
        open(&files[index], options, done - lengths[index], total)
    };
    let mut first_pass = FirstPass::default();
    let mut uploads = options.media.as_deref().map(UploadsImport::open).transpose()?;
    for (index, file) in files.iter().enumerate() {
        for record in begin(index)?.outline() {
            let record = record.map_err(|error| ImportError::WordPress { path: file.to_owned(), error })?;
            if let Some(uploads) = &mut uploads {
                uploads.see(&record);
            }
            first_pass.see(record);
        }
    }
    first_pass.conclude();
    let mut report = ImportReport::default();
    match uploads {
        Some(uploads) if options.dry_run => uploads.count(&mut report),
        Some(uploads) => first_pass.context.moved = uploads.take_in(store, &mut report, &options.progress).await?,
        None => {}
    }
    let first_pass = Arc::new(first_pass);
    let mut transaction = store.write().await?;
    let mut writer = ImportWriter::begin(&mut transaction, &first_pass, report).await?;
    writer.write_guests().await?;
    for (index, file) in files.iter().enumerate() {
        let path = file.clone();
        let records = begin(index)?.map(move |record| record.map(|record| in_file(record, &path)));
        let mut line = prepare(records, first_pass.clone());
        while let Some(batch) = line.next().await {
            let batch = batch.into_iter().collect::<Result<_, _>>();
            writer.write(batch.map_err(|error| ImportError::WordPress { path: file.to_owned(), error })?).await?;
        }
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
    let listing = markdown::list(folder)?;
    let mut site = markdown::site(folder, &listing, options.language);
    let mut report = ImportReport::default();
    if site.has_pictures() && !options.dry_run {
        let mut pictures = BTreeSet::new();
        for file in &listing.texts {
            let source = markdown::open(folder, file)?;
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
    let mut transaction = store.write().await?;
    let first_pass = Arc::<FirstPass>::default();
    let mut writer = ImportWriter::begin(&mut transaction, &first_pass, report).await?;
    let mut line = prepare(records, first_pass.clone());
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

/// Adds the file's name to a warning, which its reader does not know.
fn in_file(record: ImportRecord, path: &Path) -> ImportRecord {
    match record {
        ImportRecord::Warning(warning) => ImportRecord::Warning(warning.in_file(path)),
        record => record,
    }
}

fn length(path: &Path) -> Result<u64, ImportError> {
    let data = fs::metadata(path).map_err(|error| ImportError::Open { path: path.to_owned(), error })?;
    Ok(data.len())
}

/// Opens a file. `done` of `total` bytes were read before it.
fn open(path: &Path, options: &ImportOptions, done: u64, total: u64) -> Result<WxrReader<SourceFile>, ImportError> {
    let file = source_file::open_part(path, &options.progress, done, total)?;
    let reader = WxrReader::new(file, options.time_zone.clone());
    Ok(if options.strict { reader.strict() } else { reader })
}

#[cfg(test)]
mod squarespace;
#[cfg(test)]
mod tests;
