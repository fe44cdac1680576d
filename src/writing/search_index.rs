use std::time::Duration;

use tokio::time::sleep;

use crate::model::error::Error;
use crate::state::AppState;
use crate::store::posts::edit;
use crate::store::{related_posts, search};
use crate::text::fold;

/// How long to wait for more comments before indexing them together.
const GATHERING: Duration = Duration::from_secs(1);
/// Number of comments from which on index segments are merged afterwards and the work is logged; a single post has the
/// same effect. For fewer comments, SQLite's automatic merging is enough.
const MANY: u64 = 1000;

/// Indexes content that is not in the search index yet, such as that of an older version or an import. Works in
/// batches, so that other writers get their turn.
///
/// # Errors
///
/// The database failed.
pub async fn prepare_search(state: &AppState) -> Result<(), Error> {
    fold_titles(state).await?;
    if search::has_backlog(&mut *state.store.read().await?).await? {
        index_backlog(state).await?;
    }
    // When all posts are in the index: they are found by it.
    relate_posts(state).await
}

async fn index_backlog(state: &AppState) -> Result<(), Error> {
    let (mut posts, mut comments) = (0, 0);
    loop {
        let mut writing = state.store.write().await?;
        let (indexed, taken) = search::index_some(&mut writing).await?;
        related_posts::leave(&mut writing, &indexed).await?;
        writing.commit().await?;
        if (indexed.len(), taken) == (0, 0) {
            break;
        }
        posts += indexed.len();
        comments += taken;
    }
    if posts == 0 && comments < MANY {
        return Ok(());
    }
    tracing::info!(posts, comments, "new content has been indexed for search");
    loop {
        let mut writing = state.store.write().await?;
        let goes_on = search::merge_segments(&mut writing).await?;
        writing.commit().await?;
        if !goes_on {
            return Ok(());
        }
    }
}

/// Computes the related posts that were left to this task.
async fn relate_posts(state: &AppState) -> Result<(), Error> {
    while related_posts::has_backlog(&mut *state.store.read().await?).await? {
        let mut writing = state.store.write().await?;
        related_posts::compute_some(&mut writing).await?;
        writing.commit().await?;
    }
    Ok(())
}

/// Runs [`prepare_search`] whenever a comment arrives, a post is saved, or another process may have written. Never returns.
pub async fn run(state: AppState) {
    loop {
        // The error is logged already, and the next round tries again.
        let _ = prepare_search(&state).await;
        state.arrivals.notified().await;
        sleep(GATHERING).await;
    }
}

/// Folds the titles that are not folded yet, for the search in the admin's lists.
pub async fn fold_titles(state: &AppState) -> Result<(), Error> {
    loop {
        let titles = edit::list_unfolded(&mut *state.store.read().await?).await?;
        if titles.is_empty() {
            return Ok(());
        }
        let mut writing = state.store.write().await?;
        for (id, title) in titles {
            edit::set_folded(&mut writing, id, &fold(&title)).await?;
        }
        writing.commit().await?;
    }
}
