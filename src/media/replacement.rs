use super::library::may_change;
use super::responsive_images;
use super::site_icon::is_icon;
use crate::i18n::admin::admin_texts;
use crate::model::address::paths;
use crate::model::error::{Error, Rejection};
use crate::model::identity;
use crate::model::media::MediaFormat;
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::authors;
use crate::store::media::{self, MediaRow};
use crate::store::posts::{self, TextRow};
use crate::store::sql::Connection;
use crate::store::terms::appearance;
use crate::store::{placements, settings, site_texts};
use crate::text::pictures::{replace_in_html, replace_in_source};

/// Number of posts that are read at a time.
const BATCH: u32 = 50;

/// Replaces a file by another of its kind in all posts, and wherever else the site shows it: logo, icon, banners,
/// portraits, descriptions. Returns the number of posts. The old file stays in the library, since revisions may need it.
/// Saves of editors that have one of the posts open become conflicts. The new one gets its description if it has none.
///
/// # Errors
/// A rejection if they are of different kinds or no icon can be made of the new one, `NotFound`, or `Forbidden`: posts of others change, so it takes an
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
    let texts = &admin_texts(state.settings().site.language).media.files;
    let kind = |content_type: &str| MediaFormat::from_content_type(content_type).map(MediaFormat::kind);
    if old.id == new.id || kind(&old.content_type) != kind(&new.content_type) {
        return Err(Rejection::error("", texts.other_kind));
    }
    let mentioning = settings::list_mentioning(&mut writing, old.id).await?;
    let is_settings = !mentioning.is_empty();
    if mentioning.iter().any(|(name, _)| name == identity::ICON) && !is_icon(&new) {
        return Err(Rejection::error("", texts.no_icon));
    }
    if new.alt.is_empty() {
        media::describe(&mut writing, new.id, &old.alt).await?;
    }
    placements::replace_picture(&mut writing, old.id, new.id).await?;
    let path = paths::media(new.id, &new.name);
    appearance::replace_picture(&mut writing, old.id, &path).await?;
    authors::replace_portrait(&mut writing, old.id, &path).await?;
    for (name, value) in mentioning {
        settings::set(&mut writing, &name, &replace_in_source(&value, old.id, &path)).await?;
    }
    replace_in_site_texts(&mut writing, &old, &path).await?;
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
    if is_settings {
        state.reload_settings().await?;
    }
    Ok(count)
}

async fn replace_in_site_texts(writing: &mut Connection, old: &MediaRow, path: &str) -> Result<(), Error> {
    for mut text in site_texts::list_mentioning(writing, old.id).await? {
        text.source = replace_in_source(&text.source, old.id, path);
        let html = replace_in_html(&text.html, old.id, path);
        text.html = responsive_images::complete(writing, &html).await?;
        site_texts::set(writing, &text).await?;
    }
    Ok(())
}
