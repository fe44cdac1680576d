use crate::model::error::Error;
use crate::state::State;
use crate::store::posts::edit;
use crate::text::fold;

/// Folds the titles that were stored before titles were searched. A few at a time, so that others can write.
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
