//! The arrangement of the front page, for its editor.

use std::collections::BTreeSet;

use super::{SectionPage, arrange_automatically, read_sections};
use crate::model::address::Address;
use crate::model::admin::front_page::{FrontPageArrangement, SectionSource};
use crate::model::error::Error;
use crate::model::front_page::{MAX_SECTIONS, Section, ShownSection};
use crate::model::term::TermKind;
use crate::reading::ReadContext;
use crate::reading::category_tree::arrange_all;
use crate::state::AppState;
use crate::store::front_page::{self, SectionRow};
use crate::store::posts::{PostStatus, candidates};
use crate::store::sql::Connection;
use crate::store::terms::{self, term_table};
use crate::writing::render_short;

/// Number of tags to choose from.
const TAGS: i64 = 100;

/// Reads the stored sections, and what sections can be made of.
pub async fn read_arrangement(state: &AppState) -> Result<FrontPageArrangement, Error> {
    let mut reading = state.store.read().await?;
    let sections: Vec<Section> = front_page::list(&mut reading).await?.iter().map(SectionRow::section).collect();
    let categories = terms::list_categories(&mut reading).await?;
    let automatic = arrange_automatically(&categories, state.settings().site.posts_per_page);
    let mut sources: Vec<SectionSource> = arrange_all(categories)
        .into_iter()
        .map(|term| SectionSource {
            path: Address::Category(&term.slug).to_string(),
            name: term.name,
            depth: term.depth,
        })
        .collect();
    let mut tags = term_table::list_tags(&mut reading, &term_table::TagFilter::default(), TAGS).await?;
    tags.truncate(TAGS as usize);
    sources.extend(tags.into_iter().map(|tag| SectionSource {
        path: Address::Tag(&tag.slug).to_string(),
        name: format!("#{}", tag.name),
        depth: 0,
    }));
    let (titles, missing) = find_missing(&mut reading, &sections, &mut sources).await?;
    Ok(FrontPageArrangement { sections, automatic, sources, titles, missing })
}

/// Returns the titles of the picked posts, and what sections name and does not exist. Tags that are rarely used are added
/// to the sources if sections name them.
async fn find_missing(
    reading: &mut Connection,
    sections: &[Section],
    sources: &mut Vec<SectionSource>,
) -> Result<(Vec<(String, String)>, Vec<String>), Error> {
    let slugs: BTreeSet<&str> = sections.iter().flat_map(|section| &section.posts).map(String::as_str).collect();
    let slugs: Vec<&str> = slugs.into_iter().collect();
    let found = candidates::find_picked(reading, &slugs).await?;
    let titles: Vec<_> = found
        .into_iter()
        .filter(|post| post.status == PostStatus::Published)
        .map(|post| (post.slug, post.title))
        .collect();
    let unknown: BTreeSet<&str> = sections
        .iter()
        .map(|section| section.source.as_str())
        .filter(|path| !path.is_empty() && !sources.iter().any(|source| source.path == *path))
        .collect();
    let tags: Vec<&str> = unknown
        .iter()
        .filter_map(|path| match Address::parse(path) {
            Address::Tag(slug) => Some(slug),
            _ => None,
        })
        .collect();
    let tags = terms::find_all(reading, TermKind::Tag, &tags).await?;
    sources.extend(tags.into_iter().map(|tag| SectionSource {
        path: Address::Tag(&tag.slug).to_string(),
        name: format!("#{}", tag.name),
        depth: 0,
    }));
    let gone_sources = unknown.into_iter().filter(|path| !sources.iter().any(|source| source.path == *path));
    let gone_posts = slugs.into_iter().filter(|slug| !titles.iter().any(|(known, _)| known == slug));
    let missing = gone_sources.chain(gone_posts).map(str::to_owned).collect();
    Ok((titles, missing))
}

/// Returns sections as readers would see them. None means the automatic ones. What is wrong with them is said when they
/// are saved.
pub async fn preview(state: &AppState, sections: Vec<Section>) -> Result<Vec<ShownSection>, Error> {
    let categories = terms::list_categories(&mut *state.store.read().await?).await?;
    let per_page = state.settings().site.posts_per_page;
    let sections = if sections.is_empty() { arrange_automatically(&categories, per_page) } else { sections };
    let mut rows = Vec::new();
    for section in sections.into_iter().take(MAX_SECTIONS) {
        // No connection is held while this renders.
        let html = render_short(&section.text).await?.unwrap_or_default();
        rows.push(SectionRow::of(section, html));
    }
    let mut reading = state.store.read().await?;
    let mut context = ReadContext::new(state, "");
    let page = SectionPage { path: "/", categories: &categories, rows: &rows };
    Ok(read_sections(&mut context, &mut reading, &page).await?.0)
}
