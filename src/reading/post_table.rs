//! Lists of posts in the admin.

use super::editor_post::{category_choices, to_choices};
use super::request_url::{format_cursor, parse_cursor};
use crate::i18n::date::{self, DateStyle};
use crate::model::address::post_path;
use crate::model::admin::post::{Pinning, PostFilter, PostListItem, PostListPage};
use crate::model::error::Error;
use crate::model::term::TermKind;
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::posts::post_table::{self, PostListFilter, PostListRow, PostListRows, PostTextFilter};
use crate::store::posts::{ListingCursor, PostStatus};
use crate::store::search::{self, RankingEffort};
use crate::store::sql::Connection;
use crate::store::terms::{self, PostTermRow};
use crate::store::{authors, counts};
use crate::text::fold;
use crate::text::search::{Ending, Query};
use crate::writing::access;

/// Rows per page.
const PAGE: usize = 30;
/// Maximum number of search words; more do not narrow the result down.
const WORDS: usize = 8;
/// Maximum number of posts that are found by their texts, best first. Titles have no such limit.
const FOUND: usize = 300;

/// Reads one page of a list. Authors see only their own posts.
pub async fn read_post_table(state: &AppState, user: &User, filter: PostFilter) -> Result<PostListPage, Error> {
    let kind = access::require_kind(user, filter.kind)?;
    let scope = access::scope(user);
    let cursor = read_cursor(&filter.cursor).ok_or(Error::NotFound)?;
    let mut reading = state.store.read().await?;
    let selection = PostListFilter {
        kind,
        status: filter.status,
        author: scope.or(filter.author),
        category: filter.category,
        text: find_text(&mut reading, &filter.text).await?,
    };
    let mut lined = post_table::list(&mut reading, &selection, cursor, PAGE).await?;
    if matches!(cursor, ListingCursor::After(..)) && !lined.has_newer {
        // Back at the start: show the first page, not just the few rows that are newer than the cursor.
        lined = post_table::list(&mut reading, &selection, ListingCursor::Start, PAGE).await?;
    }
    let counts = counts::posts(&mut reading, kind, scope).await?;
    let PostListRows { lines: rows, has_newer, has_older } = lined;
    let ids: Vec<i64> = rows.iter().map(|row| row.id).collect();
    let terms = terms::list_for_posts(&mut reading, &ids).await?;
    let authors = match user.role >= Role::Editor {
        true => to_choices(authors::list_names(&mut reading).await?),
        false => Vec::new(),
    };
    let place = |letter: &str, row: Option<&PostListRow>| {
        row.map(|row| format!("{letter}{}", format_cursor(row.listed_at, row.id))).unwrap_or_default()
    };
    Ok(PostListPage {
        newer: if has_newer { place("a", rows.first()) } else { String::new() },
        older: if has_older { place("b", rows.last()) } else { String::new() },
        counts,
        authors,
        categories: category_choices(&mut reading).await?,
        lines: rows.into_iter().map(|row| present(state, row, &terms, &selection)).collect(),
    })
}

/// Returns what to search for, with the posts that the search index finds; `None` if nothing was typed.
async fn find_text(reading: &mut Connection, typed: &str) -> Result<Option<PostTextFilter>, Error> {
    let typed: String = typed.chars().take(200).collect();
    let split = |text: &str| text.split_whitespace().take(WORDS).map(str::to_owned).collect::<Vec<_>>();
    let words = split(&fold(&typed));
    if words.is_empty() {
        return Ok(None);
    }
    let query = Query::parse(&typed, Ending::Open);
    let found = search::posts(reading, &query, RankingEffort::Quick, FOUND).await?;
    Ok(Some(PostTextFilter { words, found, typed: split(&typed) }))
}

fn present(state: &AppState, row: PostListRow, terms: &[PostTermRow], selection: &PostListFilter) -> PostListItem {
    let categories = terms.iter().filter(|term| term.post_id == row.id && term.kind == TermKind::Category);
    PostListItem {
        id: row.id,
        path: (row.status == PostStatus::Published).then(|| post_path(selection.kind, &row.slug)),
        title: row.title,
        status: row.status,
        author: row.author.unwrap_or_default(),
        categories: categories.map(|term| term.name.clone()).collect(),
        date: date::format(row.listed_at, DateStyle::Minute, &state.settings().site),
        comments: row.comment_count,
        pinning: if row.pinned_at.is_some() { Pinning::Pinned } else { Pinning::Loose },
        // The list contains only posts that the user may edit.
        editable: true,
    }
}

/// Parses `a` (after) or `b` (before) followed by a cursor.
fn read_cursor(text: &str) -> Option<ListingCursor> {
    if text.is_empty() {
        return Some(ListingCursor::Start);
    }
    let (letter, place) = text.split_at_checked(1)?;
    let (at, id) = parse_cursor(place)?;
    match letter {
        "a" => Some(ListingCursor::After(at, id)),
        "b" => Some(ListingCursor::Before(at, id)),
        _ => None,
    }
}
