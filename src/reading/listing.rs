use super::archive;
use super::author::read_author;
use super::post_image::{find_sources, present_image};
use super::read_context::ReadContext;
use super::request_url::{RequestUrl, format_cursor};
use crate::clock::now;
use crate::i18n::date;
use crate::media::responsive_images::PictureSources;
use crate::model::address::{Address, Period};
use crate::model::author::Byline;
use crate::model::error::Error;
use crate::model::formatted_time::FormattedTime;
use crate::model::listing::Listing;
use crate::model::post::PostSummary;
use crate::model::term::{Term, TermKind};
use crate::model::view::{View, ViewResult};
use crate::store::authors::AuthorRow;
use crate::store::posts::{self, CardRow, ListingCursor, ListingRows, ListingScope};
use crate::store::sql::Connection;
use crate::store::terms::{self, PostTermRow, TermRow};

/// Subject of a listing.
pub enum ListingHeading {
    Home,
    Term(TermRow),
    Author(AuthorRow),
    Archive(Period, ListingScope),
}

/// Reads one page of a listing of posts.
pub async fn read_listing(
    context: &mut ReadContext<'_>,
    reading: &mut Connection,
    requested: &RequestUrl,
    heading: ListingHeading,
) -> ViewResult {
    let state = context.state;
    let limit = state.settings().site.posts_per_page;
    let cursor = requested.cursor().ok_or(Error::NotFound)?;
    let scope = scope_of(reading, &heading).await?;
    let mut listed = posts::list(reading, scope, cursor, limit).await?;
    if matches!(cursor, ListingCursor::After(..)) && !listed.has_newer {
        // Back at the start: show the first page, not just the few posts that are newer than the cursor.
        listed = posts::list(reading, scope, ListingCursor::Start, limit).await?;
    }
    if listed.posts.is_empty() && matches!(heading, ListingHeading::Archive(Period::Year(_) | Period::Month(..), _)) {
        return Err(Error::NotFound);
    }
    let path = &requested.path;
    let link = |name: &str, row: Option<&CardRow>| {
        row.map(|row| format!("{path}?{name}={}", format_cursor(row.published_at, row.id)))
    };
    let newer = listed.has_newer.then(|| link("after", listed.posts.first())).flatten();
    let older = listed.has_older.then(|| link("before", listed.posts.last())).flatten();
    let ListingRows { posts: mut rows, has_newer, .. } = listed;
    let mut pinned = 0;
    if matches!(heading, ListingHeading::Home) && !has_newer {
        let mut first = posts::list_pinned(reading).await?;
        pinned = first.len();
        first.append(&mut rows);
        rows = first;
    }
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    ids.iter().for_each(|id| context.dependencies.depend_on_comments(*id));
    let terms = terms::list_for_posts(reading, &ids).await?;
    let sources = find_sources(reading, rows.iter().map(|row| row.image_src.as_str())).await?;
    let cards = rows.into_iter().enumerate();
    let now = now();
    let dependencies = &mut context.dependencies;
    let posts = cards.map(|(place, row)| {
        let (date, until) = date::format_recent(row.published_at, now, &state.settings().site);
        until.into_iter().for_each(|until| dependencies.expire(until));
        let mut card = present_card(row, date, &terms, &sources, place < pinned);
        omit_heading(&mut card, &heading, path);
        card
    });
    let posts = posts.collect();
    let mut listing = Listing { posts, newer, older, ..Listing::default() };
    match heading {
        ListingHeading::Home => {}
        ListingHeading::Term(term) => (listing.title, listing.description) = (term.name, term.description_html),
        ListingHeading::Author(author) => {
            (listing.title, listing.description) = (author.name.clone(), author.biography_html.clone());
            listing.author = Some(Box::new(read_author(reading, author).await?));
        }
        ListingHeading::Archive(period, _) => {
            let site = &state.settings().site;
            listing.title = archive::title(period, site);
            listing.periods = archive::list_periods(reading, period, site).await?;
        }
    }
    Ok(View::Listing(listing))
}

/// Returns the scope of the posts listed under a heading.
pub async fn scope_of(reading: &mut Connection, heading: &ListingHeading) -> sqlx::Result<ListingScope> {
    Ok(match heading {
        ListingHeading::Home => ListingScope::Home,
        // A category includes the posts of its subcategories.
        ListingHeading::Term(term) if terms::has_children(reading, term.id).await? => ListingScope::Branch(term.id),
        ListingHeading::Term(term) => ListingScope::Term(term.id),
        ListingHeading::Author(author) => ListingScope::Author(author.id),
        ListingHeading::Archive(_, scope) => *scope,
    })
}

/// Most categories on a card.
pub const CATEGORIES_SHOWN: usize = 3;

/// Leaves out what the heading of the listing at a path says already.
fn omit_heading(card: &mut PostSummary, heading: &ListingHeading, path: &str) {
    match heading {
        ListingHeading::Term(term) if matches!(Address::parse(path), Address::Category(_)) => {
            card.categories.retain(|category| category.slug != term.slug);
        }
        ListingHeading::Author(_) => card.author = None,
        ListingHeading::Term(_) | ListingHeading::Home | ListingHeading::Archive(..) => {}
    }
    card.categories.truncate(CATEGORIES_SHOWN);
}

/// Converts a row to a card, without the portrait of its author.
pub fn present_card(
    row: CardRow,
    date: FormattedTime,
    terms: &[PostTermRow],
    sources: &PictureSources,
    pinned: bool,
) -> PostSummary {
    let author = row.author_slug.zip(row.author_name).map(|(slug, name)| Byline { slug, name, portrait: None });
    let categories = terms.iter().filter(|term| term.post_id == row.id && term.kind == TermKind::Category);
    PostSummary {
        slug: row.slug,
        title: row.title,
        excerpt: row.excerpt,
        date,
        author,
        categories: categories.map(present_term).collect(),
        image: present_image(row.image_src, row.image_alt, row.image_caption, sources),
        comments: row.comment_count,
        pinned,
    }
}

/// Converts a post's term to a link.
pub fn present_term(row: &PostTermRow) -> Term {
    Term { slug: row.slug.clone(), name: row.name.clone(), count: row.post_count, depth: 0 }
}
