//! Folded text of comments for the search in the admin. It is computed when a search first needs it, so that submitting
//! a comment does not wait for it.

use crate::model::error::Error;
use crate::state::AppState;
use crate::store::comments::queue::{self, UnfoldedRow};
use crate::text::fold;

/// Maximum number of words in a query; more hardly narrow the result.
const MOST_WORDS: usize = 10;

/// Folds all comments that are not folded yet, in batches, so that other writers get their turn.
///
/// # Errors
///
/// The database failed.
pub async fn fold_comments(state: &AppState) -> Result<(), Error> {
    loop {
        let rows = queue::list_unfolded(&mut *state.store.read().await?).await?;
        if rows.is_empty() {
            return Ok(());
        }
        let mut writing = state.store.write().await?;
        for row in rows {
            let UnfoldedRow { id, name, email, address, source } = &row;
            let text = [name, email, address.as_deref().unwrap_or_default(), source].join("\n");
            queue::set_folded(&mut writing, *id, &fold(&text)).await?;
        }
        writing.commit().await?;
    }
}

/// Splits a query into folded words, all of which must occur in a comment.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
}
