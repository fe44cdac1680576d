//! Front pages in sections: that of the site, and those of categories.

mod arrangement;
mod automatic;
mod candidates;
mod selection;
mod shown_sections;

use super::listing::{ListingHeading, read_listing};
use super::post_image::{find_sources, present_image};
use super::read_context::ReadContext;
use super::request_url::RequestUrl;
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::address::Address;
use crate::model::error::Error;
use crate::model::front_page::{PostChoice, Section, SectionKind, ShownSection};
use crate::model::listing::Listing;
use crate::model::view::{View, ViewResult};
use crate::page_cache::ShownContent;
use crate::store::front_page::{self, SectionRow};
use crate::store::menu;
use crate::store::posts::ListingCursor;
use crate::store::sql::Connection;
use crate::store::terms::{self, TermRow, appearance};
use candidates::Candidates;

pub use arrangement::{preview, read_arrangement};
pub use automatic::arrange as arrange_automatically;

/// Fewer posts than this are a list, and not a front page that arranges itself.
const ENOUGH_POSTS: usize = 8;
/// Time after which rankings are read again.
const RANKING_LASTS: Milliseconds = 5 * 60 * 1000;

/// What the sections of a page have in common.
pub struct SectionPage<'a> {
    /// Its path, to which the links to older posts belong.
    pub path: &'a str,
    /// All categories.
    pub categories: &'a [TermRow],
    /// Rows with their rendered texts.
    pub rows: &'a [SectionRow],
}

/// Reads the home page: its sections, or a page of the list of all posts.
pub async fn read_home(context: &mut ReadContext<'_>, reading: &mut Connection, requested: &RequestUrl) -> ViewResult {
    let mut rows = front_page::list(reading).await?;
    let is_automatic = rows.is_empty();
    let is_plain = |rows: &[SectionRow]| matches!(rows, [only] if only.section().is_plain_list());
    let mut list = None;
    if is_plain(&rows) || requested.cursor() != Some(ListingCursor::Start) {
        let view = read_listing(context, reading, requested, ListingHeading::Home).await?;
        if is_plain(&rows) || !matches!(requested.cursor(), Some(ListingCursor::After(..))) {
            return Ok(view);
        }
        list = Some(view).filter(|view| !is_back_at_start(requested, view));
    }
    let categories = terms::list_categories(reading).await?;
    if is_automatic {
        let per_page = context.state.settings().site.posts_per_page;
        rows = arrange_automatically(&categories, per_page)
            .into_iter()
            .map(|one| SectionRow::of(one, String::new()))
            .collect();
    }
    let dependencies = context.dependencies.clone();
    let page = SectionPage { path: &requested.path, categories: &categories, rows: &rows };
    let (sections, mut content) = read_sections(context, reading, &page).await?;
    if is_automatic && sections.iter().map(|section| section.posts.len()).sum::<usize>() < ENOUGH_POSTS {
        context.dependencies = dependencies;
        return match list {
            Some(view) => Ok(view),
            None => read_listing(context, reading, requested, ListingHeading::Home).await,
        };
    }
    if let Some(view) = list {
        let older = older_of(&view);
        if older.is_none() || older != sections.iter().find_map(|section| section.older.clone()) {
            return Ok(view);
        }
    }
    if is_automatic {
        // Which of them have enough posts for a section may change.
        content.terms.extend(categories.iter().map(|term| term.id));
    }
    // Menus show an item only while its post is published.
    content.posts.extend(menu::list_posts(reading).await?);
    context.dependencies.show_only(content);
    Ok(View::Listing(Listing { sections, ..Listing::default() }))
}

/// Reads the page of a category: its sections, if it has some, and otherwise its posts.
pub async fn read_category(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
    term: TermRow,
) -> ViewResult {
    let appearance = appearance::find(reading, term.id).await?;
    let mut view = read_listing(context, reading, requested, ListingHeading::Term(term.clone())).await?;
    let is_first = requested.cursor() == Some(ListingCursor::Start) || is_back_at_start(requested, &view);
    if appearance.has_front_page && is_first {
        view = View::Listing(read_category_sections(context, reading, requested, &term).await?);
    }
    let View::Listing(mut listing) = view else { return Ok(view) };
    let sources = find_sources(reading, [appearance.image_src.as_str()].into_iter()).await?;
    listing.color = appearance.color;
    listing.image = present_image(appearance.image_src, String::new(), String::new(), &sources);
    Ok(View::Listing(listing))
}

/// Returns the link to the posts after a list. The sections have the same one if the list ends where they end, since they
/// show more posts than a page of the list: then they are the page before.
fn older_of(view: &View) -> Option<String> {
    match view {
        View::Listing(listing) => listing.older.clone(),
        _ => None,
    }
}

/// Returns whether a page of a list is the first one, reached from an older one. Then the front page is shown.
fn is_back_at_start(requested: &RequestUrl, view: &View) -> bool {
    matches!(requested.cursor(), Some(ListingCursor::After(..)))
        && matches!(view, View::Listing(listing) if listing.newer.is_none())
}

/// Posts beside the lead of a category, and posts of each of its subcategories.
const CATEGORY_LEAD: u32 = 5;
const SUBCATEGORY: u32 = 4;

async fn read_category_sections(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
    term: &TermRow,
) -> Result<Listing, Error> {
    let categories = terms::list_categories(reading).await?;
    let of = |kind, slug: &str, count| Section {
        source: Address::Category(slug).to_string(),
        choice: PostChoice::Newest,
        count,
        ..Section::new(kind)
    };
    let children = categories.iter().filter(|child| child.parent_id == Some(term.id));
    let children = children.take(MAX_SUBCATEGORIES).map(|child| of(SectionKind::Term, &child.slug, SUBCATEGORY));
    let lead = std::iter::once(of(SectionKind::Lead, &term.slug, CATEGORY_LEAD));
    let sections = lead.chain(children).chain([of(SectionKind::Latest, &term.slug, 0)]);
    let rows: Vec<_> = sections.map(|section| SectionRow::of(section, String::new())).collect();
    let page = SectionPage { path: &requested.path, categories: &categories, rows: &rows };
    let (sections, _) = read_sections(context, reading, &page).await?;
    let (title, description) = (term.name.clone(), term.description_html.clone());
    Ok(Listing { title, description, sections, ..Listing::default() })
}

/// Maximum number of subcategories with sections of their own.
const MAX_SUBCATEGORIES: usize = 12;

/// Reads sections and what they show. Sections without posts are left out. The number of queries does not depend on how
/// many sections there are.
pub async fn read_sections(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    page: &SectionPage<'_>,
) -> Result<(Vec<ShownSection>, ShownContent), Error> {
    let per_page = context.state.settings().site.posts_per_page;
    let candidates = Candidates::read(reading, page, per_page).await?;
    if candidates.has_rankings() {
        context.dependencies.expire(now() + RANKING_LASTS);
    }
    let selected = selection::select(&candidates.pools);
    let content = candidates.content(&selected);
    let sections = shown_sections::present(context, reading, page, &candidates, selected).await?;
    Ok((sections, content))
}
