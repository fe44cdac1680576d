//! What surrounds every page.

use std::collections::HashMap;

use sqlx::SqliteConnection;

use super::date::{self, Detail};
use crate::config::SiteSettings;
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::site::{Latest, Link, Site};
use crate::model::term::Term;
use crate::state::State;
use crate::store::terms::TermRow;
use crate::store::{now, posts, settings, terms};
use crate::text::body::{Format, render};

/// Reads masthead, menu and sidebar.
pub async fn read_site(state: &State) -> Result<Site, Error> {
    let site = &state.settings().site;
    // The masthead names the day.
    state.expire(date::tomorrow(now(), &site.time_zone));
    let mut reading = state.store.read().await?;
    let menu = posts::list_menu(&mut reading).await?;
    let latest = posts::list_latest(&mut reading, site.latest_posts).await?;
    let categories = terms::list_categories(&mut reading).await?;
    let title = read_title(&mut reading, site).await?;
    let tagline = read_text(&mut reading, &site.tagline, settings::TAGLINE).await?;
    let promotion = read_text(&mut reading, &site.promotion, settings::PROMOTION).await?;
    Ok(Site {
        title,
        tagline,
        language: site.language,
        menu: menu
            .into_iter()
            .map(|row| Link { path: Address::Page(&row.slug).to_string(), title: row.title })
            .collect(),
        latest: latest
            .into_iter()
            .map(|row| Latest {
                title: row.title,
                slug: row.slug,
                date: date::format(row.published_at, Detail::Day, site),
            })
            .collect(),
        categories: arrange(categories),
        promotion: match promotion.trim() {
            "" => String::new(),
            written => render(written, Format::Markdown).html,
        },
        today: date::format(now(), Detail::Weekday, site),
    })
}

/// The name of the site.
pub async fn read_title(reading: &mut SqliteConnection, site: &SiteSettings) -> sqlx::Result<String> {
    let title = read_text(reading, &site.title, settings::TITLE).await?;
    Ok(if title.is_empty() { "Longan".to_owned() } else { title })
}

/// A text of the settings file; if it is empty there, the database's.
async fn read_text(reading: &mut SqliteConnection, written: &str, name: &str) -> sqlx::Result<String> {
    match written {
        "" => Ok(settings::find(reading, name).await?.unwrap_or_default()),
        written => Ok(written.to_owned()),
    }
}

/// The categories as a tree in reading order; branches without posts are left out.
fn arrange(rows: Vec<TermRow>) -> Vec<Term> {
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
