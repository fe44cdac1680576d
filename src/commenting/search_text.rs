//! Comments are searched in a folded form, which is made when it is first needed: whoever sends one does not wait for it.

use crate::model::error::Error;
use crate::state::AppState;
use crate::store::comments::queue::{self, UnfoldedRow};
use crate::text::fold;

/// More words than this narrow nothing down.
const MOST_WORDS: usize = 10;

/// Folds the comments that have not been folded. A few at a time, so that others can write.
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

/// What is looked for: folded words, all of which have to stand in a comment.
pub fn words(text: &str) -> Vec<String> {
    fold(text).split_whitespace().take(MOST_WORDS).map(str::to_owned).collect()
}
