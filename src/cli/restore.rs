use std::path::PathBuf;
use std::process::ExitCode;

use super::backup::{describe, describe_stored};
use super::{CommandError, open};
use crate::config::Settings;
use crate::store::backup;

/// Runs `longan restore`. No other process may use a SQLite database meanwhile; nodes on a PostgreSQL database go on.
pub async fn run(settings: Settings, file: PathBuf) -> Result<ExitCode, CommandError> {
    let restored = match settings.database.url {
        None => backup::restore(&file, &settings.database.file).await?,
        Some(_) => {
            let store = open(&settings).await?;
            let restored = backup::restore_store(&store, &file).await;
            store.close().await;
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
