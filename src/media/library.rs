//! Editing and deleting pictures of the media library.

use super::responsive_images;
use super::site_pictures::list_site_pictures;
use crate::i18n::admin::admin_texts;
use crate::model::admin::media::Deletion;
use crate::model::error::{Error, Rejection};
use crate::model::media::FocalPoint;
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::media::{self, MediaRow};
use crate::store::posts::{self, TextRow};

/// Maximum length of a description (`alt`), in characters. Screen readers read it without a pause.
const LONGEST_ALT: usize = 1000;
/// Maximum number of descriptions that are read at once.
const MOST_DESCRIPTIONS: usize = 500;
/// Number of posts that are read at a time.
const BATCH: u32 = 50;

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

/// Sets the focal point of a picture, also in the posts that show it.
///
/// # Errors
/// `NotFound` or `Forbidden`.
pub async fn set_focus(state: &AppState, user: &User, id: i64, focus: FocalPoint) -> Result<MediaRow, Error> {
    let focus = FocalPoint::at(focus.x.into(), focus.y.into());
    let mut writing = state.store.write().await?;
    let row = media::find(&mut writing, id).await?.ok_or(Error::NotFound)?;
    if !may_change(user, &row) {
        return Err(Error::Forbidden);
    }
    media::set_focus(&mut writing, id, focus).await?;
    let mut last = 0;
    loop {
        let rows = posts::list_texts(&mut writing, id, last, BATCH).await?;
        let Some(row) = rows.last() else { break };
        last = row.id;
        for row in rows {
            // Storing it also tells the page cache that listings with this picture have changed.
            let html = responsive_images::complete(&mut writing, &row.html).await?;
            posts::set_texts(&mut writing, &TextRow { html, ..row }).await?;
        }
    }
    writing.commit().await?;
    Ok(MediaRow { focus_x: focus.x.into(), focus_y: focus.y.into(), ..row })
}

/// Returns the descriptions that the library has of pictures, by ID. Only the first [`MOST_DESCRIPTIONS`] are looked up.
pub async fn read_descriptions(state: &AppState, ids: &[i64]) -> Result<Vec<(i64, String)>, Error> {
    let ids = &ids[..ids.len().min(MOST_DESCRIPTIONS)];
    Ok(media::list_descriptions(&mut *state.store.read().await?, ids).await?)
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
