use std::process::ExitCode;

use super::CommandError;
use super::storage::{claim_storage, open_with_storage, warn_of_unset_storage};
use crate::config::Settings;
use crate::server;
use crate::state::AppState;
use crate::transfer;

/// Runs `longan serve`.
pub async fn run(settings: Settings, empty: bool) -> Result<ExitCode, CommandError> {
    let store = open_with_storage(&settings).await?;
    if store.is_new && !empty {
        transfer::seed_sample(&store).await?;
        tracing::info!("the database is new: it has a sample site (`--empty` leaves it out)");
    }
    tracing::info!("the database is {}", settings.database.place());
    claim_storage(&store).await?;
    warn_of_unset_storage(&store).await?;
    let state =
        AppState::new(settings, store).await.map_err(|_| "the database could not be prepared; the log says why")?;
    server::serve(state).await?;
    Ok(ExitCode::SUCCESS)
}
