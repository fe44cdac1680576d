use super::access::require_post;
use super::draft::read_draft;
use super::save::store;
use crate::model::admin::post::SaveIntent;
use crate::model::error::Error;
use crate::model::user::User;
use crate::state::AppState;
use crate::store::revisions;

/// Restores the text of a revision as a new version; everything else about the post stays. `version` is the version
/// that the client expects to be current. Returns the post's ID.
///
/// # Errors
///
/// [`Error::Conflict`] if the post has another version.
pub async fn restore(state: &AppState, user: &User, post: i64, revision: i64, version: i64) -> Result<i64, Error> {
    let mut reading = state.store.read().await?;
    let row = require_post(&mut reading, user, post).await?;
    // The source is empty here because the revision's replaces it.
    let mut draft = read_draft(&mut reading, &row, String::new()).await?;
    let wording = revisions::read(&mut reading, post, revision).await?.ok_or(Error::NotFound)?;
    drop(reading);
    draft.version = version;
    draft.title = wording.title;
    draft.source = wording.source;
    draft.format = wording.format;
    draft.excerpt = wording.standfirst;
    store(state, user, draft, SaveIntent::Keep).await
}
