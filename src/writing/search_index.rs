use std::time::Duration;

use tokio::time::sleep;

use crate::model::error::Error;
use crate::state::AppState;
use crate::store::posts::edit;
use crate::store::search;
use crate::text::fold;

/// How long comments gather before they are indexed together.
const GATHERING: Duration = Duration::from_secs(1);
/// From so many comments on, the index is tidied afterwards, and the log told. With fewer, SQLite tidies by itself.
const MANY: u64 = 1000;

/// Makes findable what is not yet: what was stored by an older Longan, and what an import has brought. A few at a time,
/// so that others can write.
pub async fn prepare_search(state: &AppState) -> Result<(), Error> {
    fold_titles(state).await?;
    if !search::has_backlog(&mut *state.store.read().await?).await? {
        return Ok(());
    }
    let (mut posts, mut comments) = (0, 0);
    loop {
        let mut writing = state.store.write().await?;
        let taken = search::index_some(&mut writing).await?;
        writing.commit().await?;
        if taken == (0, 0) {
            break;
        }
        posts += taken.0;
        comments += taken.1;
    }
    if posts == 0 && comments < MANY {
        return Ok(());
    }
    tracing::info!("{posts} posts and {comments} comments have been indexed for search");
    loop {
        let mut writing = state.store.write().await?;
        let goes_on = search::merge_segments(&mut writing).await?;
        writing.commit().await?;
        if !goes_on {
            return Ok(());
        }
    }
}

/// Does so again whenever a comment has come, or another program may have brought something.
pub async fn run(state: AppState) {
    loop {
        // What went wrong is in the log; the next time tries again.
        let _ = prepare_search(&state).await;
        state.arrivals.notified().await;
        sleep(GATHERING).await;
    }
}

/// For the search in the admin's lists.
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
