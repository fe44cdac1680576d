use super::access::require_post;
use super::draft::read_draft;
use super::save::store;
use crate::model::admin::post::SaveIntent;
use crate::model::error::Error;
use crate::model::user::User;
use crate::state::AppState;
use crate::store::revisions;

/// Makes the words of a revision the newest version; all else about the post stays. `version` is the one that whoever
/// asks believes to be in force.
pub async fn restore(state: &AppState, user: &User, post: i64, revision: i64, version: i64) -> Result<i64, Error> {
    let mut reading = state.store.read().await?;
    let row = require_post(&mut reading, user, post).await?;
    // Its own source is the revision's.
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
