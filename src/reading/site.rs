//! What surrounds every page.

use std::collections::HashMap;
use std::sync::Arc;

use sqlx::SqliteConnection;

use crate::config::Settings;
use crate::i18n::date::{self, DateStyle};
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::site::{LatestPost, Site, SiteLink};
use crate::model::term::Term;
use crate::page_cache::SiteChrome;
use crate::state::AppState;
use crate::store::terms::TermRow;
use crate::store::{menu, now, posts, settings, terms};
use crate::writing::render_short;

/// How many categories a menu has that nobody has made.
const CATEGORIES_IN_MENU: usize = 8;

/// Masthead, menu and sidebar: read when something has been written that they may show.
pub async fn read_site(state: &AppState) -> Result<Arc<SiteChrome>, Error> {
    let site_chrome = match state.pages.site_chrome.find(now()) {
        Ok(known) => known,
        Err(began) => {
            // The masthead names the day.
            let until = date::tomorrow(now(), &state.settings().site.time_zone);
            state.pages.site_chrome.keep(SiteChrome::new(read(state).await?, until), began)
        }
    };
    state.expire(site_chrome.until);
    Ok(site_chrome)
}

async fn read(state: &AppState) -> Result<Site, Error> {
    let settings = state.settings();
    let site = &settings.site;
    let mut reading = state.store.read().await?;
    let latest = posts::list_latest(&mut reading, site.latest_posts).await?;
    let categories = terms::list_categories(&mut reading).await?;
    let categories = arrange(categories);
    let (menu, footer_from) = read_menu(&mut reading, &categories).await?;
    let title = read_title(&mut reading, &settings).await?;
    let tagline = read_tagline(&mut reading, &settings).await?;
    let promotion = read_text(&mut reading, &settings, PROMOTION).await?;
    drop(reading);
    let promotion = render_short(&promotion).await?;
    Ok(Site {
        title,
        tagline,
        language: site.language,
        menu,
        footer_from,
        latest: latest
            .into_iter()
            .map(|row| LatestPost {
                title: row.title,
                slug: row.slug,
                date: date::format(row.published_at, DateStyle::Day, site),
            })
            .collect(),
        categories,
        promotion,
        today: date::format(now(), DateStyle::Weekday, site),
    })
}

/// The menu that somebody has made, else [`make_menu`]'s; and where the part of it begins that the footer has, too.
async fn read_menu(reading: &mut SqliteConnection, categories: &[Term]) -> Result<(Vec<SiteLink>, usize), Error> {
    let made = menu::list(reading).await?;
    if made.is_empty() {
        return make_menu(reading, categories).await;
    }
    let dangling = menu::list_dangling(reading).await?;
    let shown = made.into_iter().filter(|item| !dangling.contains(&item.target));
    Ok((shown.map(|item| SiteLink { title: item.title, path: item.target }).collect(), 0))
}

/// The menu as long as nobody has made one: the first categories, then the pages in their order.
pub async fn make_menu(reading: &mut SqliteConnection, categories: &[Term]) -> Result<(Vec<SiteLink>, usize), Error> {
    let top = categories.iter().filter(|category| category.depth == 0).take(CATEGORIES_IN_MENU);
    let mut links: Vec<SiteLink> = top
        .map(|category| SiteLink { path: Address::Category(&category.slug).to_string(), title: category.name.clone() })
        .collect();
    let pages_from = links.len();
    let pages = posts::list_menu(reading).await?.into_iter();
    links.extend(pages.map(|row| SiteLink { path: Address::Page(&row.slug).to_string(), title: row.title }));
    Ok((links, pages_from))
}

/// The name of the site.
pub async fn read_title(reading: &mut SqliteConnection, settings: &Settings) -> sqlx::Result<String> {
    let title = read_text(reading, settings, TITLE).await?;
    Ok(if title.is_empty() { "Longan".to_owned() } else { title })
}

/// What the site says below its name.
pub async fn read_tagline(reading: &mut SqliteConnection, settings: &Settings) -> sqlx::Result<String> {
    read_text(reading, settings, TAGLINE).await
}

/// A text that an import or the sample site may have brought along: it counts as long as neither the admin nor the
/// settings file says anything. By its name in the settings and in the database.
type Brought = (&'static str, &'static str);
const TITLE: Brought = ("site.title", settings::TITLE);
const TAGLINE: Brought = ("site.tagline", settings::TAGLINE);
const PROMOTION: Brought = ("site.promotion", settings::PROMOTION);

async fn read_text(reading: &mut SqliteConnection, settings: &Settings, name: Brought) -> sqlx::Result<String> {
    let (name, brought) = name;
    if let Some(stored) = settings.stored(name) {
        return Ok(stored.to_owned());
    }
    match settings.given(name) {
        Some((written, _)) if !written.is_empty() => Ok(written),
        _ => Ok(settings::find(reading, brought).await?.unwrap_or_default()),
    }
}

/// The categories as a tree in reading order; branches without posts are left out.
pub fn arrange(rows: Vec<TermRow>) -> Vec<Term> {
    let mut below: HashMap<Option<i64>, Vec<TermRow>> = HashMap::new();
    for row in rows {
        below.entry(row.parent_id).or_default().push(row);
    }
    let mut arranged: Vec<Term> = Vec::new();
    let mut pending: Vec<(TermRow, u8)> = Vec::new();
    pending.extend(below.remove(&None).into_iter().flatten().rev().map(|row| (row, 0)));
    while let Some((row, depth)) = pending.pop() {
        let children = below.remove(&Some(row.id)).into_iter().flatten().rev();
        pending.extend(children.map(|row| (row, depth.saturating_add(1))));
        arranged.push(Term { slug: row.slug, name: row.name, count: row.post_count, depth });
    }
    // From the end: a category is kept when it has posts, or when the one just kept lies below it.
    let mut kept: Vec<Term> = Vec::with_capacity(arranged.len());
    for term in arranged.into_iter().rev() {
        if term.count > 0 || kept.last().is_some_and(|below| below.depth == term.depth + 1) {
            kept.push(term);
        }
    }
    kept.reverse();
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn empty_branches_are_left_out() {
        let row = |id, parent_id, post_count| TermRow {
            id,
            slug: format!("c{id}"),
            name: format!("C{id}"),
            description_html: String::new(),
            parent_id,
            post_count,
        };
        let rows = vec![
            row(1, None, 0),
            row(2, Some(1), 0),
            row(3, Some(2), 4),
            row(4, None, 0),
            row(5, Some(4), 0),
            row(6, None, 1),
        ];
        let kept: Vec<_> = arrange(rows).into_iter().map(|term| (term.slug, term.depth)).collect();
        let expected = [("c1", 0), ("c2", 1), ("c3", 2), ("c6", 0)].map(|(slug, depth)| (slug.to_owned(), depth));
        assert_eq!(kept, expected);
    }
}
