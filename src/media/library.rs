//! Editing and deleting pictures of the media library.

use super::site_pictures::list_site_pictures;
use crate::i18n::admin::admin_texts;
use crate::model::admin::media::Deletion;
use crate::model::error::{Error, Rejection};
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::media::{self, MediaRow};

/// Maximum length of a description (`alt`), in characters. Screen readers read it without a pause.
const LONGEST_ALT: usize = 1000;

/// Returns whether a user may change a picture: authors only those they uploaded, editors and above all.
pub fn may_change(user: &User, row: &MediaRow) -> bool {
    user.role >= Role::Editor || row.user_id == Some(user.id)
}

/// Sets the description (`alt`) of a picture.
///
/// # Errors
/// A rejection if it is too long, `NotFound` or `Forbidden`.
pub async fn describe(state: &AppState, user: &User, id: i64, alt: &str) -> Result<MediaRow, Error> {
    let texts = &admin_texts(state.settings().site.language).media;
    let alt = alt.split_whitespace().collect::<Vec<_>>().join(" ");
    if alt.chars().count() > LONGEST_ALT {
        return Err(Rejection::error("media-alt", (texts.alt_too_long)(LONGEST_ALT)));
    }
    let mut writing = state.store.write().await?;
    let mut row = media::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
    if !may_change(user, &row) {
        return Err(Error::Forbidden);
    }
    media::describe(&mut writing, id, &alt).await?;
    writing.commit().await?;
    row.alt = alt;
    Ok(row)
}

/// Deletes a picture. If posts use it, the deletion must have been confirmed.
///
/// # Errors
/// A rejection if posts use it and it was not confirmed, `NotFound` or `Forbidden`.
pub async fn delete(state: &AppState, user: &User, id: i64, deletion: Deletion) -> Result<(), Error> {
    let mut writing = state.store.write().await?;
    let row = media::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
    if !may_change(user, &row) {
        return Err(Error::Forbidden);
    }
    let uses = row.uses + i64::from(list_site_pictures(state, &mut writing).await?.contains(&id));
    if uses > 0 && deletion == Deletion::Careful {
        let texts = &admin_texts(state.settings().site.language).media;
        return Err(Rejection::error("", (texts.is_used)(uses)));
    }
    media::delete(&mut writing, id).await?;
    writing.commit().await?;
    Ok(())
}
