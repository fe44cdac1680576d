//! The command-line interface: one file per command.

mod arguments;
mod backup;
mod check;
mod comment;
mod export;
mod import;
mod media;
mod person;
mod progress_bar;
mod restore;
mod serve;
mod storage;
mod user;

pub use arguments::Arguments;

use std::process::ExitCode;

use arguments::Command;

use crate::config::{Overrides, Settings, load};
use crate::state;
use crate::store::Store;

/// Error of a command, shown to the user as one sentence.
pub type CommandError = Box<dyn std::error::Error + Send + Sync>;

/// Runs the given command and prints its error, if any, to standard error.
pub async fn run(arguments: Arguments) -> ExitCode {
    match Box::pin(dispatch(arguments)).await {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("longan: {failure}");
            ExitCode::FAILURE
        }
    }
}

async fn dispatch(arguments: Arguments) -> Result<ExitCode, CommandError> {
    let Arguments { config, addr: listen, database, cert, key, .. } = arguments;
    let overrides = Overrides { config, listen, database, cert, key };
    let settings = load(&overrides, |name| std::env::var(name).ok())?;
    match arguments.command.unwrap_or(Command::Serve { empty: arguments.empty }) {
        Command::Serve { empty } => serve::run(settings, empty || arguments.empty).await,
        Command::Import { source } => Box::pin(import::run(settings, source)).await,
        Command::Backup { file, force } => backup::run(settings, file, force).await,
        Command::Export { folder } => export::run(settings, folder).await,
        Command::Restore { file } => restore::run(settings, file).await,
        Command::Check => check::run(settings).await,
        Command::Media { action } => media::run(settings, action).await,
        Command::Comment { action } => comment::run(settings, action).await,
        Command::Person { action } => person::run(settings, action).await,
        Command::User { action } => user::run(settings, action).await,
    }
}

/// Opens the database. Files in the storage cannot be read: see [`storage::open_with_storage`].
async fn open(settings: &Settings) -> Result<Store, CommandError> {
    Ok(Store::connect(&settings.database).await?)
}

/// Returns the settings in effect: `settings` with the values stored in the database applied.
async fn configure(settings: Settings, store: &Store) -> Result<Settings, CommandError> {
    let configured = state::configure(settings, store).await;
    configured.map_err(|_| "the stored settings could not be read; the log says why".into())
}
