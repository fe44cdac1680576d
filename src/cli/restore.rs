use std::path::PathBuf;
use std::process::ExitCode;

use super::CommandError;
use super::backup::describe;
use crate::config::Settings;
use crate::store::backup;

/// Runs `longan restore`. No other process may use the database meanwhile.
pub async fn run(settings: Settings, file: PathBuf) -> Result<ExitCode, CommandError> {
    let database = &settings.database.file;
    let restored = backup::restore(&file, database).await?;
    println!("{}", describe(database, restored.content));
    if restored.is_older {
        println!("it is of an older Longan; the next start brings it up to date");
    }
    if let Some(kept) = restored.kept {
        println!("the old database is now {}", kept.display());
    }
    Ok(ExitCode::SUCCESS)
}
