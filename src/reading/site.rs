//! The site chrome, which is around every page.

use std::sync::Arc;

use super::category_tree::arrange;
use super::identity::read_identity;
use super::menu::read_menus;
use super::placements::read_placements;
use super::read_context::ReadContext;
use super::related_posts::RELATED_SHOWN;
use super::snippets::read_snippets;
use crate::clock::now;
use crate::config::Settings;
use crate::i18n::date::{self, DateStyle};
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::model::site::{LatestPost, Site};
use crate::page_cache::SiteChrome;
use crate::state::AppState;
use crate::store::sql::Connection;
use crate::store::{posts, settings, terms};
use crate::writing::render_short;

/// How many of the latest posts a page of a post may show itself: the post, those related to it, and its neighbours.
const SHOWN_ELSEWHERE: u32 = 1 + RELATED_SHOWN + 2;

/// Returns masthead, menu and sidebar. They are cached, and read again after a write that may change them.
pub async fn read_site(context: &mut ReadContext<'_>) -> Result<Arc<SiteChrome>, Error> {
    let state = context.state;
    let site_chrome = match state.pages.site_chrome.find(now()) {
        Ok(known) => known,
        Err(began) => {
            // The masthead shows the date.
            let until = date::tomorrow(now(), &state.settings().site.time_zone);
            state.pages.site_chrome.keep(read(state, until).await?, began)
        }
    };
    context.dependencies.expire(site_chrome.until);
    Ok(site_chrome)
}

async fn read(state: &AppState, until: Milliseconds) -> Result<SiteChrome, Error> {
    let settings = state.settings();
    let site = &settings.site;
    let mut reading = state.store.read_for_page().await?;
    let latest = posts::list_latest(&mut reading, site.latest_posts + SHOWN_ELSEWHERE).await?;
    let categories = arrange(terms::list_categories(&mut reading).await?);
    let placements = read_placements(&mut reading, &categories, &settings.storage.public_address, now()).await?;
    let snippets = read_snippets(&mut reading).await?;
    let menus = read_menus(&mut reading, &categories, site.language).await?;
    let title = read_title(&mut reading, &settings).await?;
    let tagline = read_tagline(&mut reading, &settings).await?;
    let promotion = read_text(&mut reading, &settings, PROMOTION).await?;
    drop(reading);
    let promotion = render_short(&promotion).await?.unwrap_or_default();
    let identity = read_identity(state, &settings, &title).await?;
    let site = Site {
        title,
        tagline,
        language: site.language,
        menus,
        latest: latest
            .into_iter()
            .map(|row| LatestPost {
                title: row.title,
                slug: row.slug,
                date: date::format(row.published_at, DateStyle::Day, site),
            })
            .collect(),
        latest_shown: site.latest_posts as usize,
        categories,
        promotion,
        picture_origin: settings.storage.public_address.clone(),
        identity,
        today: date::format(now(), DateStyle::Weekday, site),
    };
    Ok(SiteChrome::new(site, until).with_places(placements, snippets))
}

/// Returns the name of the site.
pub async fn read_title(reading: &mut Connection, settings: &Settings) -> sqlx::Result<String> {
    let title = read_text(reading, settings, TITLE).await?;
    Ok(if title.is_empty() { "Longan".to_owned() } else { title })
}

/// Returns the tagline of the site.
pub async fn read_tagline(reading: &mut Connection, settings: &Settings) -> sqlx::Result<String> {
    read_text(reading, settings, TAGLINE).await
}

/// A text that an import or the sample site may have stored. It applies unless the admin or the settings file sets it.
/// The pair is its name in the settings and its key in the database.
type Brought = (&'static str, &'static str);
const TITLE: Brought = ("site.title", settings::TITLE);
const TAGLINE: Brought = ("site.tagline", settings::TAGLINE);
const PROMOTION: Brought = ("site.promotion", settings::PROMOTION);

async fn read_text(reading: &mut Connection, settings: &Settings, name: Brought) -> sqlx::Result<String> {
    let (name, brought) = name;
    if let Some(stored) = settings.stored(name) {
        return Ok(stored.to_owned());
    }
    match settings.given(name) {
        Some((written, _)) if !written.is_empty() => Ok(written),
        _ => Ok(settings::find(reading, brought).await?.unwrap_or_default()),
    }
}
