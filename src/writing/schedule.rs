//! Publication of scheduled posts at their time.

use std::time::Duration;

use tokio::time::{sleep, timeout};

use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::address::post_path;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::posts::{PostKind, PostStatus, status};
use crate::store::{redirects, terms};

/// Maximum time between two checks: the clock may be set, the machine may sleep, and another process may write.
const LONGEST_SLEEP: Duration = Duration::from_mins(1);
/// Minimum time between two checks, so that the loop cannot spin.
const SHORTEST_SLEEP: Duration = Duration::from_millis(50);

/// Publishes all posts that are due at time `now`, and returns how many.
///
/// # Errors
///
/// The database failed.
pub async fn publish_due(state: &AppState, now: Milliseconds) -> Result<usize, Error> {
    // Avoid the write transaction, since usually nothing is due.
    if status::list_due(&mut *state.store.read().await?, now).await?.is_empty() {
        return Ok(0);
    }
    let mut writing = state.store.write().await?;
    let due = status::list_due(&mut writing, now).await?;
    for post in &due {
        status::set(&mut writing, post.id, PostStatus::Published, post.published_at).await?;
        let listed = post.published_at.filter(|_| post.kind == PostKind::Post);
        let touched = status::move_in_terms(&mut writing, post.id, listed).await?;
        terms::recount_these(&mut writing, &touched).await?;
        redirects::remove(&mut writing, &post_path(post.kind, &post.slug)).await?;
    }
    writing.commit().await?;
    tracing::info!("{} scheduled posts have been published", due.len());
    Ok(due.len())
}

/// Publishes due posts until the server stops. Every save wakes the loop.
pub async fn run(state: AppState) {
    loop {
        // A save leaves related posts to the indexer.
        state.arrivals.notify_one();
        // The error is logged already, and the next round tries again.
        let wait = match publish_due(&state, now()).await {
            Ok(_) => until_next(&state).await.unwrap_or(LONGEST_SLEEP),
            Err(_) => LONGEST_SLEEP,
        };
        sleep(SHORTEST_SLEEP).await;
        let _ = timeout(wait, state.schedule.notified()).await;
    }
}

async fn until_next(state: &AppState) -> Result<Duration, Error> {
    let next = status::next_due(&mut *state.store.read().await?).await?;
    Ok(next.map_or(LONGEST_SLEEP, |at| wait(at, now())))
}

fn wait(at: Milliseconds, now: Milliseconds) -> Duration {
    let left = Duration::from_millis(u64::try_from(at.saturating_sub(now)).unwrap_or(0));
    left.min(LONGEST_SLEEP)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_at_most_a_minute() {
        assert_eq!(wait(5_000, 1_000), Duration::from_secs(4));
        assert_eq!(wait(i64::MAX, 0), LONGEST_SLEEP);
        assert_eq!(wait(1_000, 5_000), Duration::ZERO);
        assert_eq!(wait(i64::MAX, -1), LONGEST_SLEEP);
    }
}
