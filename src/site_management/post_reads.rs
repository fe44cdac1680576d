//! Stores how often posts are read.

use std::time::Duration;

use tokio::time::sleep;

use crate::clock::now;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::post_reads;

/// How often the counts are written to the database.
const STORE_INTERVAL: Duration = Duration::from_mins(1);

/// Writes the counts to the database.
pub async fn store(state: &AppState) -> Result<(), Error> {
    let counted = state.post_reads.take();
    if counted.is_empty() {
        return Ok(());
    }
    let mut writing = state.store.write().await?;
    post_reads::add(&mut writing, &counted, now()).await?;
    writing.commit().await?;
    Ok(())
}

/// Writes the counts periodically and never returns. Errors are logged, and the counts are then lost, which is
/// acceptable for a ranking.
pub async fn run(state: AppState) {
    loop {
        sleep(STORE_INTERVAL).await;
        let _ = store(&state).await;
    }
}
