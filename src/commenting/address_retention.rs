//! From where a comment was sent helps to tell spam for a while; then it is forgotten. What was deleted leaves the log and
//! the search index, too.

use std::time::Duration;

use crate::clock::now;
use tokio::time::sleep;

use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::comments::personal_data;
use crate::store::search;

/// How often it is looked for what has become old.
const INTERVAL: Duration = Duration::from_secs(60 * 60);
/// Rounds. The index is merged as a whole, which is too much to do every hour.
const A_DAY: u64 = 24;
/// How many are forgotten in one transaction: others write in between.
const BATCH: u32 = 1000;

const DAY: Milliseconds = 24 * 60 * 60 * 1000;

/// Forgets the addresses that the settings no longer keep at this time, and gives back how many it were.
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

/// Takes what was deleted out of the log, and out of the search index.
async fn forget_deleted(state: &AppState, index: bool) -> Result<(), Error> {
    let mut goes_on = index && search::holds_deleted(&mut *state.store.read().await?).await?;
    while goes_on {
        let mut writing = state.store.write().await?;
        goes_on = search::drop_some(&mut writing).await?;
        writing.commit().await?;
    }
    // Not waited for: with readers who stay long, the next round does it.
    state.store.empty_log(Duration::ZERO).await?;
    Ok(())
}

/// Forgets what is due, for ever.
pub async fn run(state: AppState) {
    for round in 1_u64.. {
        match forget_addresses(&state, now()).await {
            Ok(0) => {}
            Ok(count) => tracing::info!("the addresses of {count} comments have been forgotten"),
            // What failed is in the log already; the next round tries again.
            Err(_) => {}
        }
        // What failed is in the log, and done in the next round.
        let _ = forget_deleted(&state, round.is_multiple_of(A_DAY)).await;
        sleep(INTERVAL).await;
    }
}
