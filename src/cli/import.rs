use std::collections::HashMap;
use std::fs::File;
use std::process::ExitCode;
use std::slice;

use super::arguments::{ImportArguments, ImportSource, MediaArguments};
use super::export::describe;
use super::progress_bar::ImportProgressBar;
use super::storage::{claim_storage, open_with_storage};
use super::{CommandError, configure, open};
use crate::config::Settings;
use crate::media::stored_files::delete_due;
use crate::model::Milliseconds;
use crate::store::sqlite::database_files::lock_file;
use crate::store::{Store, authors};
use crate::transfer::uploads::FetchOptions;
use crate::transfer::{self, ImportError, ImportOptions, archive};

/// Runs `longan import`. A database that it creates has no sample site.
pub async fn run(settings: Settings, source: ImportSource) -> Result<ExitCode, CommandError> {
    let (paths, how) = match &source {
        ImportSource::Wordpress { files, how, .. } => (files.as_slice(), how.clone()),
        ImportSource::Ghost { file: path, how, .. }
        | ImportSource::Substack { folder: path, how, .. }
        | ImportSource::Markdown { folder: path, how } => (slice::from_ref(path), how.clone()),
        ImportSource::Feed(source)
        | ImportSource::Medium(source)
        | ImportSource::Disqus(source)
        | ImportSource::Isso(source)
        | ImportSource::Remark42(source) => (slice::from_ref(&source.path), source.how.clone()),
        ImportSource::Archive { folder } => (slice::from_ref(folder), ImportArguments::default()),
    };
    // Checked before the database is created, so that a mistyped path leaves no database file behind.
    for path in paths {
        std::fs::metadata(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    }
    let mut report_file = match &how.report {
        Some(path) => Some(File::create(path).map_err(|error| format!("cannot write {}: {error}", path.display()))?),
        None => None,
    };
    let media = match &source {
        ImportSource::Wordpress { media, .. } | ImportSource::Ghost { media, .. } => media.clone(),
        _ => MediaArguments::default(),
    };
    if let (Some(folder), true) = (&media.media, media.fetch_media) {
        std::fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
    }
    let fetch = media.fetch_media.then(|| FetchOptions { hosts: media.media_host.clone(), ..FetchOptions::default() });
    let media = media.media;
    if let Some(media) = &media {
        std::fs::read_dir(media).map_err(|error| format!("cannot read {}: {error}", media.display()))?;
    }
    let existed = settings.database.url.is_some() || settings.database.file.exists();
    let store = if how.dry_run { open(&settings).await? } else { open_with_storage(&settings).await? };
    let settings = configure(settings, &store).await?;
    let authors = find_authors(&store, &how.author).await?;
    let bar = ImportProgressBar::new();
    let language = settings.site.language;
    let options = ImportOptions {
        dry_run: how.dry_run,
        time_zone: settings.site.time_zone.clone(),
        progress: bar.progress(),
        media,
        fetch,
        strict: how.strict,
        category_base: how.category_base.clone(),
        authors,
        run: None,
        language,
    };
    let mut report = |report: transfer::ImportReport| {
        if let Some(file) = &mut report_file {
            let json = report.json(language);
            if let Err(error) = serde_json::to_writer_pretty(file, &json) {
                eprintln!("cannot write the report: {error}");
            }
        }
        report.text(language)
    };
    let mut told =
        |imported: Result<transfer::ImportReport, ImportError>| imported.map(&mut report).map_err(CommandError::from);
    let claimed = claim_storage(&store).await;
    let imported: Result<String, CommandError> = match (&claimed, &source) {
        (Err(error), _) => Err(error.to_string().into()),
        (_, ImportSource::Wordpress { files, .. }) => {
            told(transfer::import_wordpress_files(&store, files, &options).await)
        }
        (_, ImportSource::Ghost { file, url, .. }) => told(transfer::ghost::import(&store, file, url, &options).await),
        (_, ImportSource::Feed(source)) => told(transfer::feed::import(&store, &source.path, &options).await),
        (_, ImportSource::Medium(source)) => told(transfer::medium::import(&store, &source.path, &options).await),
        (_, ImportSource::Substack { folder, url, .. }) => {
            told(transfer::substack::import(&store, folder, url, &options).await)
        }
        (_, ImportSource::Disqus(source)) => told(transfer::disqus::import(&store, &source.path, &options).await),
        (_, ImportSource::Isso(source)) => told(transfer::isso::import(&store, &source.path, &options).await),
        (_, ImportSource::Remark42(source)) => told(transfer::remark42::import(&store, &source.path, &options).await),
        (_, ImportSource::Markdown { folder, .. }) => told(transfer::import_markdown(&store, folder, &options).await),
        (_, ImportSource::Archive { folder }) => archive::import(&store, folder, &options.time_zone, &options.progress)
            .await
            .map(|imported| format!("came in: {}\n", describe(imported)))
            .map_err(CommandError::from),
    };
    bar.finish();
    if imported.is_ok() {
        store.analyze().await;
    } else if !existed {
        // What has come into the storage so far. This database would have known it.
        let _ = delete_due(&store, Milliseconds::MAX).await;
        if let (Ok(true), Some(bucket)) = (claimed, store.files.bucket()) {
            let _ = bucket.give_up().await;
        }
    }
    store.close().await;
    if !existed && (how.dry_run || imported.is_err()) {
        // The database did not exist before this run, so remove it again.
        for file in [settings.database.file.clone(), lock_file(&settings.database.file)] {
            let _ = std::fs::remove_file(file);
        }
    }
    print!("{}", imported?);
    Ok(ExitCode::SUCCESS)
}

/// Finds the authors who stand for others: their IDs by login.
async fn find_authors(store: &Store, chosen: &[(String, String)]) -> Result<HashMap<String, i64>, CommandError> {
    let mut found = HashMap::new();
    let mut reading = store.read().await?;
    for (login, slug) in chosen {
        let author = authors::find(&mut reading, slug).await?;
        let author = author.ok_or_else(|| format!("there is no author with the address /author/{slug}"))?;
        found.insert(login.clone(), author.id);
    }
    Ok(found)
}
