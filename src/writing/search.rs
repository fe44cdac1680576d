use crate::model::error::Error;
use crate::state::State;
use crate::store::posts::edit;
use crate::store::search;
use crate::text::fold;

/// Makes findable what was stored before it was: by an older Longan. A few at a time, so that others can write.
pub async fn prepare_search(state: &State) -> Result<(), Error> {
    fold_titles(state).await?;
    let posts = index_posts(state).await?;
    let comments = index_comments(state).await?;
    if posts + comments == 0 {
        return Ok(());
    }
    tracing::info!("{posts} posts and {comments} comments have been indexed for search");
    loop {
        let mut writing = state.store.write().await?;
        let goes_on = search::tidy(&mut writing).await?;
        writing.commit().await?;
        if !goes_on {
            return Ok(());
        }
    }
}

/// For the search in the admin's lists.
pub async fn fold_titles(state: &State) -> Result<(), Error> {
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

async fn index_posts(state: &State) -> Result<usize, Error> {
    let (mut indexed, mut after) = (0, i64::MIN);
    loop {
        let missing = search::list_missing_posts(&mut *state.store.read().await?, after).await?;
        let Some(last) = missing.last() else { return Ok(indexed) };
        after = *last;
        indexed += missing.len();
        let mut writing = state.store.write().await?;
        search::note_posts(&mut writing, &missing).await?;
        writing.commit().await?;
    }
}

async fn index_comments(state: &State) -> Result<usize, Error> {
    let (mut indexed, mut after) = (0, i64::MIN);
    loop {
        let missing = search::list_missing_comments(&mut *state.store.read().await?, after).await?;
        let Some(last) = missing.last() else { return Ok(indexed) };
        after = *last;
        indexed += missing.len();
        let mut writing = state.store.write().await?;
        search::note_comments(&mut writing, &missing).await?;
        writing.commit().await?;
    }
}
