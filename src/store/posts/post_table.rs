//! Lists of posts for the admin.

use sqlx::FromRow;

use super::{ListingCursor, PostKind, PostStatus};
use crate::model::Milliseconds;
use crate::store::escape;
use crate::store::sql::{Connection, QueryBuilder};

/// The filter of a list.
#[derive(Clone, Debug)]
pub struct PostListFilter {
    pub kind: PostKind,
    /// `None`: all except trash.
    pub status: Option<PostStatus>,
    pub author: Option<i64>,
    /// Includes descendants of the category.
    pub category: Option<i64>,
    /// What to search for; `None` for all posts.
    pub text: Option<PostTextFilter>,
}

/// Words to be found in titles or texts.
#[derive(Clone, Debug)]
pub struct PostTextFilter {
    /// Folded words that must all occur in the title,
    pub words: Vec<String>,
    /// or IDs of posts that the search index has found,
    pub found: Vec<i64>,
    /// or words as typed, which must all occur in the source of a post that is not published and so not in the index.
    pub typed: Vec<String>,
}

/// A post in the list.
#[derive(Clone, Debug, FromRow)]
pub struct PostListRow {
    pub id: i64,
    pub title: String,
    pub status: PostStatus,
    pub slug: String,
    pub author: Option<String>,
    pub comment_count: i64,
    pub pinned_at: Option<Milliseconds>,
    pub listed_at: Milliseconds,
}

/// A page of a list, newest first.
#[derive(Clone, Debug)]
pub struct PostListRows {
    pub lines: Vec<PostListRow>,
    pub has_newer: bool,
    pub has_older: bool,
}

/// Reads a page of a list. Keyset pagination by `listed_at`.
pub async fn list(
    connection: &mut Connection,
    selection: &PostListFilter,
    cursor: ListingCursor,
    limit: usize,
) -> sqlx::Result<PostListRows> {
    let mut query = QueryBuilder::new(
        "SELECT p.id, p.title, p.status, p.slug, a.name AS author, p.comment_count, p.pinned_at, p.listed_at
         FROM posts p LEFT JOIN authors a ON a.id = p.author_id WHERE p.kind = ",
    );
    query.push_bind(selection.kind.as_str());
    select(&mut query, selection);
    let (sign, order) = match cursor {
        ListingCursor::After(..) => (">", "ASC"),
        ListingCursor::Start | ListingCursor::Before(..) => ("<", "DESC"),
    };
    if let ListingCursor::Before(at, id) | ListingCursor::After(at, id) = cursor {
        query.push(format!(" AND (p.listed_at, p.id) {sign} (")).push_bind(at).push(", ").push_bind(id).push(")");
    }
    query.push(format!(" ORDER BY p.listed_at {order}, p.id {order} LIMIT "));
    // One more row than requested tells whether there is another page.
    query.push_bind(i64::try_from(limit).unwrap_or(i64::MAX - 1) + 1);
    let mut lines: Vec<PostListRow> = query.build_query_as().fetch_all(connection).await?;
    let more = lines.len() > limit;
    lines.truncate(limit);
    Ok(match cursor {
        ListingCursor::Start => PostListRows { lines, has_newer: false, has_older: more },
        ListingCursor::Before(..) => PostListRows { lines, has_newer: true, has_older: more },
        ListingCursor::After(..) => {
            lines.reverse();
            PostListRows { lines, has_newer: more, has_older: true }
        }
    })
}

fn select(query: &mut QueryBuilder, selection: &PostListFilter) {
    match selection.status {
        Some(status) => query.push(" AND p.status = ").push_bind(status.as_str()),
        None => query.push(" AND p.status <> 'trash'"),
    };
    if let Some(author) = selection.author {
        query.push(" AND p.author_id = ").push_bind(author);
    }
    if let Some(category) = selection.category {
        query.push(" AND p.id IN (SELECT pt.post_id FROM post_terms pt WHERE pt.term_id IN (WITH RECURSIVE branch (id) AS (SELECT ");
        query.push_bind(category);
        query.push(" UNION SELECT t.id FROM terms t JOIN branch b ON t.parent_id = b.id) SELECT id FROM branch))");
    }
    if let Some(text) = &selection.text {
        select_text(query, text);
    }
}

fn select_text(query: &mut QueryBuilder, text: &PostTextFilter) {
    query.push(" AND ((TRUE");
    for word in &text.words {
        query.push(" AND p.title_folded LIKE ").push_bind(pattern(word)).push(" ESCAPE '\\'");
    }
    query.push(")");
    if !text.found.is_empty() {
        query.push(" OR p.id IN (");
        let mut ids = query.separated(", ");
        for id in &text.found {
            ids.push_bind(*id);
        }
        query.push(")");
    }
    query.push(" OR (p.status <> 'published'");
    for word in &text.typed {
        // Databases fold only ASCII letters, so the usual spellings are searched. Texts are not folded.
        let (lower, capital) = (word.to_lowercase(), capitalize(word));
        query.push(" AND (p.source LIKE ").push_bind(pattern(word)).push(" ESCAPE '\\'");
        query.push(" OR p.source LIKE ").push_bind(pattern(&lower)).push(" ESCAPE '\\'");
        query.push(" OR p.source LIKE ").push_bind(pattern(&capital)).push(" ESCAPE '\\')");
    }
    query.push("))");
}

/// Returns the pattern of `LIKE` for texts that contain this one.
fn pattern(text: &str) -> String {
    format!("%{}%", escape(text))
}

/// Returns a word with its first letter in upper case and the others in lower case.
fn capitalize(word: &str) -> String {
    let word = word.to_lowercase();
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
