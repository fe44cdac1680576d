use super::access::require_post;
use super::draft::{editable_source, read_draft};
use super::save::save;
use super::work_queue::WorkOwner;
use crate::i18n::admin::admin_texts;
use crate::model::admin::post::{Pinning, PostDraft, SaveIntent};
use crate::model::error::Error;
use crate::model::user::User;
use crate::state::AppState;

/// Maximum length of the copied title in characters, which leaves room for what is added.
const TITLE: usize = 250;

/// Copies a post or page as a draft with a slug of its own, and returns the copy's ID. Comments, revisions and the
/// publication time are not copied.
///
/// # Errors
///
/// [`Error::NotFound`] or [`Error::Forbidden`].
pub async fn duplicate(state: &AppState, user: User, id: i64) -> Result<i64, Error> {
    let post = require_post(&mut *state.store.read().await?, &user, id).await?;
    let source = editable_source(&state.store, WorkOwner(user.id), &post).await?;
    let draft = read_draft(&mut *state.store.read().await?, &post, source).await?;
    let texts = &admin_texts(state.settings().site.language).posts;
    let title: String = draft.title.chars().take(TITLE).collect();
    let title = if title.is_empty() { title } else { (texts.copy_of)(&title) };
    let copy = PostDraft { id: None, version: 0, title, slug: String::new(), pinning: Pinning::Loose, ..draft };
    let (copy, _) = save(state, user, copy, SaveIntent::Keep).await?;
    Ok(copy)
}
