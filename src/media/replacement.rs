use super::library::may_change;
use super::responsive_images;
use crate::i18n::admin::admin_texts;
use crate::model::address::paths;
use crate::model::error::{Error, Rejection};
use crate::model::media::MediaFormat;
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::authors;
use crate::store::media;
use crate::store::placements;
use crate::store::posts::{self, TextRow};
use crate::store::terms::appearance;
use crate::text::pictures::{replace_in_html, replace_in_source};

/// Number of posts that are read at a time.
const BATCH: u32 = 50;

/// Replaces a file by another of its kind in all posts and banners that use it, and returns how many those are. The old file stays
/// in the library, since revisions may need it. Saves of editors that have one of the posts open become conflicts. The new one gets its description if it has none.
///
/// # Errors
/// A rejection if they are of different kinds, `NotFound`, or `Forbidden`: posts of others change, so it takes an
/// editor.
pub async fn replace(state: &AppState, user: &User, old: i64, new: i64) -> Result<i64, Error> {
    if user.role < Role::Editor {
        return Err(Error::Forbidden);
    }
    let mut writing = state.store.write().await?;
    let old = media::find(&mut writing, old).await?.ok_or(Error::NotFound)?;
    let new = media::find(&mut writing, new).await?.ok_or(Error::NotFound)?;
    if !may_change(user, &old) || !may_change(user, &new) {
        return Err(Error::Forbidden);
    }
    let kind = |content_type: &str| MediaFormat::from_content_type(content_type).map(MediaFormat::kind);
    if old.id == new.id || kind(&old.content_type) != kind(&new.content_type) {
        let texts = &admin_texts(state.settings().site.language).media;
        return Err(Rejection::error("", texts.files.other_kind));
    }
    if new.alt.is_empty() {
        media::describe(&mut writing, new.id, &old.alt).await?;
    }
    placements::replace_picture(&mut writing, old.id, new.id).await?;
    let path = paths::media(new.id, &new.name);
    appearance::replace_picture(&mut writing, old.id, &path).await?;
    authors::replace_portrait(&mut writing, old.id, &path).await?;
    let (mut last, mut count) = (0, 0);
    loop {
        let rows = posts::list_texts(&mut writing, old.id, last, BATCH).await?;
        let Some(row) = rows.last() else { break };
        last = row.id;
        for row in rows {
            let html = replace_in_html(&row.html, old.id, &path);
            let is_shown = paths::parse_media(&row.image_src) == Some(old.id);
            let texts = TextRow {
                id: row.id,
                source: replace_in_source(&row.source, old.id, &path),
                html: responsive_images::complete(&mut writing, &html).await?,
                image_src: if is_shown { path.clone() } else { row.image_src },
            };
            posts::set_texts(&mut writing, &texts).await?;
            // An editor that has the post open would write the old file back.
            posts::edit::raise_version(&mut writing, texts.id).await?;
            responsive_images::set_shown(&mut writing, texts.id, &texts.html, &texts.image_src).await?;
            count += 1;
        }
    }
    writing.commit().await?;
    Ok(count)
}
