use sqlx::AssertSqlSafe;

use super::listing_cursor::ListingCursor;
use super::{CARD_COLUMNS, CardRow, LinkRow, archive, category_posts};
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// Which posts a listing shows.
#[derive(Clone, Copy, Debug)]
pub enum ListingScope {
    /// All but the pinned posts, which the home page shows above.
    Home,
    /// All posts, for feeds.
    All,
    Term(i64),
    /// A category and its descendants.
    Branch(i64),
    Author(i64),
    /// Posts published from the first to before the second time.
    Time(Milliseconds, Milliseconds),
}

/// A page of a listing, newest first.
#[derive(Clone, Debug)]
pub struct ListingRows {
    pub posts: Vec<CardRow>,
    pub has_newer: bool,
    pub has_older: bool,
}

/// Reads a page of published posts. Keyset pagination: the last page is as fast as the first.
pub async fn list(
    connection: &mut Connection,
    scope: ListingScope,
    cursor: ListingCursor,
    limit: u32,
) -> sqlx::Result<ListingRows> {
    // One more row than requested tells whether there is another page.
    let mut posts = match scope {
        ListingScope::Branch(category) => {
            category_posts::list(connection, category, cursor, i64::from(limit) + 1).await?
        }
        ListingScope::Time(from, until) => {
            archive::list(connection, (from, until), cursor, i64::from(limit) + 1).await?
        }
        _ => list_scope(connection, scope, cursor, i64::from(limit) + 1).await?,
    };
    let more = posts.len() > limit as usize;
    posts.truncate(limit as usize);
    Ok(match cursor {
        ListingCursor::Start => ListingRows { posts, has_newer: false, has_older: more },
        ListingCursor::Before(..) => ListingRows { posts, has_newer: true, has_older: more },
        ListingCursor::After(..) => {
            posts.reverse();
            ListingRows { posts, has_newer: more, has_older: true }
        }
    })
}

async fn list_scope(
    connection: &mut Connection,
    scope: ListingScope,
    cursor: ListingCursor,
    limit: i64,
) -> sqlx::Result<Vec<CardRow>> {
    // `post_terms` has its own copy of the time, so that one index is enough.
    let (from, time, id) = match scope {
        ListingScope::Home => (
            "posts p WHERE p.kind = 'post' AND p.status = 'published' AND p.pinned_at IS NULL",
            "p.published_at",
            "p.id",
        ),
        ListingScope::All | ListingScope::Time(..) => {
            ("posts p WHERE p.kind = 'post' AND p.status = 'published'", "p.published_at", "p.id")
        }
        ListingScope::Author(_) => {
            ("posts p WHERE p.author_id = $4 AND p.kind = 'post' AND p.status = 'published'", "p.published_at", "p.id")
        }
        ListingScope::Term(_) | ListingScope::Branch(_) => (
            "post_terms pt JOIN posts p ON p.id = pt.post_id WHERE pt.term_id = $4 AND pt.published_at IS NOT NULL \
             AND p.kind = 'post'",
            "pt.published_at",
            "pt.post_id",
        ),
    };
    let from = from.replacen(" WHERE ", " LEFT JOIN authors a ON a.id = p.author_id WHERE ", 1);
    let (place, order, (at, after)) = cursor.condition(time, id);
    let key = match scope {
        ListingScope::Home | ListingScope::All | ListingScope::Time(..) => 0,
        ListingScope::Term(id) | ListingScope::Branch(id) | ListingScope::Author(id) => id,
    };
    let sql = format!(
        "SELECT {CARD_COLUMNS} FROM {from} AND {place} AND $4 = $4 ORDER BY {time} {order}, {id} {order} LIMIT $3"
    );
    sql::query_as(AssertSqlSafe(sql)).bind(at).bind(after).bind(limit).bind(key).fetch_all(connection).await
}

/// Lists the pinned posts, last pinned first.
pub async fn list_pinned(connection: &mut Connection) -> sqlx::Result<Vec<CardRow>> {
    let sql = format!(
        "SELECT {CARD_COLUMNS} FROM posts p LEFT JOIN authors a ON a.id = p.author_id
         WHERE p.pinned_at IS NOT NULL AND p.kind = 'post' AND p.status = 'published'
         ORDER BY p.pinned_at DESC, p.id DESC"
    );
    sql::query_as(AssertSqlSafe(sql)).fetch_all(connection).await
}

/// Lists the newest posts, for the sidebar.
pub async fn list_latest(connection: &mut Connection, limit: u32) -> sqlx::Result<Vec<LinkRow>> {
    sql::query_as(
        "SELECT id, slug, title, COALESCE(published_at, 0) AS published_at FROM posts
         WHERE kind = 'post' AND status = 'published' ORDER BY posts.published_at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Lists the published top-level pages in menu order.
pub async fn list_menu(connection: &mut Connection) -> sqlx::Result<Vec<LinkRow>> {
    sql::query_as(
        "SELECT id, slug, title, COALESCE(published_at, 0) AS published_at FROM posts WHERE kind = 'page' AND status = 'published' AND parent_id IS NULL
         ORDER BY menu_order, title, id LIMIT 50",
    )
    .fetch_all(connection)
    .await
}
