//! Search results, with the matched words highlighted.

use super::post_image::{find_sources, present_image};
use super::request_url::RequestUrl;
use crate::i18n::date::{self, DateStyle};
use crate::media::responsive_images::PictureSources;
use crate::model::address::post_path;
use crate::model::address::{Address, comment_path};
use crate::model::error::Error;
use crate::model::search::{SearchHit, SearchHitKind, SearchResults, SearchScope, Suggestion, Suggestions};
use crate::model::view::{View, ViewResult};
use crate::state::AppState;
use crate::store::posts::PostKind;
use crate::store::search::{self, FoundComment, FoundPost, RankingEffort};
use crate::store::sql::Connection;
use crate::text::plain_text::plain;
use crate::text::search::{Ending, Query, highlight, passage};

/// The parameter that names the scope.
const SCOPE: &str = "in";

/// Results per page, and at most on all pages.
const PAGE: usize = 20;
const MOST: usize = 500;
/// Maximum number of texts that are read to confirm a long phrase.
const MOST_READ: usize = 100;
/// Number of suggestions while typing.
const SUGGESTED: usize = 7;
/// Maximum length of a query, in characters.
const LONGEST: usize = 200;

/// The id of a result.
#[derive(Clone, Copy)]
enum FoundItem {
    Post(i64),
    Comment(i64),
}

/// Reads the page of results that a URL asks for: posts and pages first, then comments.
pub async fn read_search(state: &AppState, reading: &mut Connection, requested: &RequestUrl) -> ViewResult {
    let typed = typed(&requested.field("q").unwrap_or_default());
    let page = match requested.field("page") {
        Some(page) => page.parse::<usize>().ok().filter(|page| *page >= 1).ok_or(Error::NotFound)?,
        None => 1,
    };
    let named = requested.field(SCOPE).unwrap_or_default();
    let scope = SearchScope::ALL.into_iter().find(|scope| scope.name() == named).unwrap_or_default();
    let mut query = Query::parse(&typed, Ending::Finished);
    let mut found = find(reading, &query, scope).await?;
    if found.is_empty() {
        // The last word may be unfinished.
        query = Query::parse(&typed, Ending::Open);
        found = find(reading, &query, scope).await?;
    }
    let most = if query.has_long_phrases() { MOST_READ } else { MOST };
    let is_more = found.len() > most;
    found.truncate(most);
    let first = (page - 1).saturating_mul(PAGE);
    if page > 1 && first >= found.len() {
        return Err(Error::NotFound);
    }
    let (posts, comments) = part(found.iter().skip(first).take(PAGE));
    let posts = search::read_posts(reading, &posts).await?;
    let comments = search::read_comments(reading, &comments).await?;
    let sources = find_sources(reading, posts.iter().map(|post| post.image_src.as_str())).await?;
    let posts = posts.into_iter().map(|post| present_post(state, post, &query, &sources));
    let hits = posts.chain(comments.into_iter().map(|comment| present_comment(state, comment, &query))).collect();
    let total = found.len();
    Ok(View::Search(SearchResults {
        previous: (page > 1).then(|| link(&typed, scope, page - 1)),
        next: (first + PAGE < total).then(|| link(&typed, scope, page + 1)),
        scopes: SearchScope::ALL.map(|scope| (scope, link(&typed, scope, 1))).to_vec(),
        scope,
        typed,
        hits,
        total,
        is_more,
        page,
    }))
}

/// Returns the best matches among posts and pages while the user types.
pub async fn read_suggestions(state: &AppState, query: &str) -> Result<Suggestions, Error> {
    let typed = typed(query);
    let query = Query::parse(query, Ending::Open);
    let mut reading = state.store.read_for_page().await?;
    let mut found = find_posts(&mut reading, &query, RankingEffort::Quick, SUGGESTED).await?;
    found.truncate(SUGGESTED);
    let suggest =
        |post: FoundPost| Suggestion { path: post_path(post.kind, &post.slug), title: highlight(&post.title, &query) };
    let hits = search::read_posts(&mut reading, &found).await?.into_iter().map(suggest).collect();
    Ok(Suggestions { typed, hits })
}

/// Returns the path of a page of results.
pub fn link(typed: &str, scope: SearchScope, page: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("q", typed);
    if scope != SearchScope::All {
        query.append_pair(SCOPE, scope.name());
    }
    if page > 1 {
        query.append_pair("page", &page.to_string());
    }
    format!("{}?{}", Address::Search, query.finish())
}

fn typed(query: &str) -> String {
    query.trim().chars().filter(|c| !c.is_control()).take(LONGEST).collect()
}

/// Returns all results up to the limit, and one more if there are more.
async fn find(reading: &mut Connection, query: &Query, scope: SearchScope) -> sqlx::Result<Vec<FoundItem>> {
    let posts = match scope {
        SearchScope::Comments => Vec::new(),
        _ => find_posts(reading, query, RankingEffort::Thorough, MOST + 1).await?,
    };
    let comments = match scope {
        SearchScope::Posts => Vec::new(),
        _ => find_comments(reading, query, MOST + 1 - posts.len()).await?,
    };
    Ok(posts.into_iter().map(FoundItem::Post).chain(comments.into_iter().map(FoundItem::Comment)).collect())
}

/// Splits the results into the ids of posts and of comments.
fn part<'a>(found: impl Iterator<Item = &'a FoundItem>) -> (Vec<i64>, Vec<i64>) {
    let (mut posts, mut comments) = (Vec::new(), Vec::new());
    for found in found {
        match found {
            FoundItem::Post(id) => posts.push(*id),
            FoundItem::Comment(id) => comments.push(*id),
        }
    }
    (posts, comments)
}

async fn find_posts(
    reading: &mut Connection,
    query: &Query,
    care: RankingEffort,
    most: usize,
) -> sqlx::Result<Vec<i64>> {
    if !query.has_long_phrases() {
        return search::posts(reading, query, care, most).await;
    }
    let mut confirmed = Vec::new();
    for some in search::posts(reading, query, care, MOST_READ + 1).await?.chunks(PAGE) {
        let posts = search::read_posts(reading, some).await?;
        let stands_in =
            |post: &FoundPost| query.confirm_phrases(&post.title, &format!("{}\n{}", post.standfirst, post.html));
        confirmed.extend(posts.into_iter().filter(stands_in).map(|post| post.id));
        if confirmed.len() >= most {
            break;
        }
    }
    Ok(confirmed)
}

async fn find_comments(reading: &mut Connection, query: &Query, most: usize) -> sqlx::Result<Vec<i64>> {
    if !query.has_long_phrases() {
        return search::comments(reading, query, most).await;
    }
    let found = search::comments(reading, query, most.min(MOST_READ)).await?;
    let comments = search::read_comments(reading, &found).await?.into_iter();
    Ok(comments.filter(|comment| query.confirm_phrases("", &comment.html)).map(|comment| comment.id).collect())
}

/// Returns the text of a post on one line.
fn text(post: &FoundPost) -> String {
    let body = plain(&post.html);
    if post.standfirst.is_empty() { body } else { format!("{} {body}", post.standfirst) }
}

fn present_post(state: &AppState, post: FoundPost, query: &Query, sources: &PictureSources) -> SearchHit {
    SearchHit {
        path: post_path(post.kind, &post.slug),
        title: highlight(&post.title, query),
        passage: passage(&text(&post), query),
        image: present_image(post.image_src, String::new(), String::new(), sources),
        date: date::format(post.published_at, DateStyle::Day, &state.settings().site),
        kind: if post.kind == PostKind::Post { SearchHitKind::Post } else { SearchHitKind::Page },
    }
}

fn present_comment(state: &AppState, comment: FoundComment, query: &Query) -> SearchHit {
    SearchHit {
        path: comment_path(&post_path(comment.kind, &comment.slug), comment.id),
        title: highlight(&comment.title, &Query::default()),
        passage: passage(&plain(&comment.html), query),
        image: None,
        date: date::format(comment.created_at, DateStyle::Day, &state.settings().site),
        kind: SearchHitKind::Comment(comment.name),
    }
}
