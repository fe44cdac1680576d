//! Retention of personal data. The IP addresses of comments help to recognize spam, and are deleted after the number of
//! days in the settings. Deleted content is also purged from the write-ahead log and the search index.

use std::time::Duration;

use tokio::time::sleep;

use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::comments::personal_data;
use crate::store::{rate_limits, search};

/// How often expired data is deleted.
const INTERVAL: Duration = Duration::from_hours(1);
/// Number of intervals between purges of the search index, which is merged as a whole; that is too much work for every
/// hour.
const A_DAY: u64 = 24;
/// Maximum number of addresses deleted in one transaction, so that other writers get their turn.
const BATCH: u32 = 1000;

const DAY: Milliseconds = 24 * 60 * 60 * 1000;

/// Deletes the addresses of comments that are older than the settings allow at time `now`, and returns how many.
///
/// # Errors
///
/// The database failed.
pub async fn forget_addresses(state: &AppState, now: Milliseconds) -> Result<u64, Error> {
    let days = state.settings().comments.keep_addresses_days;
    if days == 0 {
        return Ok(0);
    }
    let mut all = 0;
    loop {
        let mut writing = state.store.write().await?;
        let forgotten = personal_data::forget_addresses(&mut writing, now - i64::from(days) * DAY, BATCH).await?;
        writing.commit().await?;
        all += forgotten;
        if forgotten < u64::from(BATCH) {
            return Ok(all);
        }
    }
}

/// Purges deleted content from the write-ahead log and, if `index` is set, from the search index.
async fn forget_deleted(state: &AppState, index: bool) -> Result<(), Error> {
    let mut goes_on = index && search::holds_deleted(&mut *state.store.read().await?).await?;
    while goes_on {
        let mut writing = state.store.write().await?;
        goes_on = search::drop_some(&mut writing).await?;
        writing.commit().await?;
    }
    // Does not wait for readers. If one is active, the next round empties the log.
    state.store.empty_log(Duration::ZERO).await?;
    Ok(())
}

/// Deletes expired data periodically. Never returns.
pub async fn run(state: AppState) {
    for round in 1_u64.. {
        match forget_addresses(&state, now()).await {
            Ok(0) => {}
            Ok(count) => tracing::info!("comments whose addresses have been forgotten: {count}"),
            // The error is logged already, and the next round tries again.
            Err(_) => {}
        }
        // The error is logged already, and the next round tries again.
        let _ = forget_deleted(&state, round.is_multiple_of(A_DAY)).await;
        if state.store.is_shared()
            && let Err(error) = rate_limits::forget(&state.store).await
        {
            tracing::warn!(%error, "limits that have no effect any more could not be deleted");
        }
        sleep(INTERVAL).await;
    }
}
