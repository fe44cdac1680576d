use std::path::PathBuf;
use std::process::ExitCode;

use super::backup::{describe, describe_stored};
use super::storage::{find_site_of_file, hand_over_storage};
use super::{CommandError, open};
use crate::config::Settings;
use crate::store::backup;
use crate::store::settings::find_site_mark;

/// Runs `longan restore`. No other process may use a SQLite database meanwhile; nodes on a PostgreSQL database go on.
pub async fn run(settings: Settings, file: PathBuf) -> Result<ExitCode, CommandError> {
    let restored = match settings.database.url {
        None => {
            let old = find_site_of_file(&settings.database.file).await;
            let restored = backup::restore(&file, &settings.database.file).await?;
            hand_over_storage(&settings, old, find_site_of_file(&settings.database.file).await).await;
            restored
        }
        Some(_) => {
            let store = open(&settings).await?;
            let old = find_site_mark(&mut *store.read().await?).await.unwrap_or_default();
            let restored = backup::restore_store(&store, &file).await;
            let new = find_site_mark(&mut *store.read().await?).await.unwrap_or_default();
            store.close().await;
            hand_over_storage(&settings, old, new).await;
            restored?
        }
    };
    println!("{}", describe(&settings.database.place(), restored.content));
    if let Some(notice) = describe_stored(&settings, restored.content) {
        println!("{notice}");
    }
    if restored.is_older {
        println!("it is of an older Longan; the next start brings it up to date");
    }
    if let Some(kept) = restored.kept {
        println!("the old database is now {}", kept.display());
    }
    Ok(ExitCode::SUCCESS)
}
