use std::process::ExitCode;

use super::arguments::Source;
use super::export::describe;
use super::progress::Bar;
use super::{Failure, configure, open};
use crate::config::Settings;
use crate::store::lock_file;
use crate::transfer::{self, Options, archive};

/// `longan import`: a new database stays without the sample site.
pub async fn run(settings: Settings, source: Source) -> Result<ExitCode, Failure> {
    let (path, dry_run) = match &source {
        Source::Wordpress { file, dry_run, .. } => (file, *dry_run),
        Source::Markdown { folder, dry_run } => (folder, *dry_run),
        Source::Archive { folder } => (folder, false),
    };
    // Before the database is made: a mistyped name should leave no file behind.
    std::fs::metadata(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    if let Source::Wordpress { media: Some(media), .. } = &source {
        std::fs::read_dir(media).map_err(|error| format!("cannot read {}: {error}", media.display()))?;
    }
    let existed = settings.database.file.exists();
    let store = open(&settings).await?;
    let settings = configure(settings, &store).await?;
    let bar = Bar::new();
    let media = match &source {
        Source::Wordpress { media, .. } => media.clone(),
        Source::Markdown { .. } | Source::Archive { .. } => None,
    };
    let options = Options { dry_run, time_zone: settings.site.time_zone.clone(), progress: bar.progress(), media };
    let report = |report: transfer::Report| report.to_string();
    let imported: Result<String, Failure> = match &source {
        Source::Wordpress { file, .. } => {
            transfer::import_wordpress(&store, file, &options).await.map(report).map_err(Failure::from)
        }
        Source::Markdown { folder, .. } => {
            transfer::import_markdown(&store, folder, &options).await.map(report).map_err(Failure::from)
        }
        Source::Archive { folder } => archive::import(&store, folder, &options.time_zone, &options.progress)
            .await
            .map(|imported| format!("came in: {}\n", describe(imported)))
            .map_err(Failure::from),
    };
    bar.finish();
    store.close().await;
    if !existed && (dry_run || imported.is_err()) {
        // As it was: there was none.
        for file in [settings.database.file.clone(), lock_file(&settings.database.file)] {
            let _ = std::fs::remove_file(file);
        }
    }
    print!("{}", imported?);
    Ok(ExitCode::SUCCESS)
}
