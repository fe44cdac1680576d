use std::collections::HashSet;

use sqlx::FromRow;

use super::postgres;
use super::ranking::{OF_COMMENTS, Rank, RankingEffort, match_rank, of_posts};
use crate::model::Milliseconds;
use crate::store::posts::PostKind;
use crate::store::sql::{self, Connection, Each, Engine, each};
use crate::text::search::Query;

/// A post or page in the results.
#[derive(Clone, Debug, FromRow)]
pub struct FoundPost {
    pub id: i64,
    pub kind: PostKind,
    pub slug: String,
    pub title: String,
    pub html: String,
    pub standfirst: String,
    pub image_src: String,
    pub published_at: Milliseconds,
}

/// A comment in the results, and its post.
#[derive(Clone, Debug, FromRow)]
pub struct FoundComment {
    pub id: i64,
    pub name: String,
    pub html: String,
    pub created_at: Milliseconds,
    pub kind: PostKind,
    pub slug: String,
    pub title: String,
}

/// Finds the IDs of posts and pages, best rank first, then newest first, at most `most`. If there are more, the lowest
/// ranks and the oldest are left out.
pub async fn posts(
    connection: &mut Connection,
    query: &Query,
    care: RankingEffort,
    most: usize,
) -> sqlx::Result<Vec<i64>> {
    // `CROSS JOIN` makes SQLite start with the index. The result is a single row, since each row is a round trip to the
    // connection's thread.
    let sqlite = "SELECT json_group_array(post_id ORDER BY published_at DESC, post_id DESC) FROM (
                   SELECT s.post_id, s.published_at FROM search_posts
                   CROSS JOIN search_places s ON s.place = search_posts.rowid
                   WHERE search_posts MATCH $1 ORDER BY search_posts.rowid DESC LIMIT $2)";
    let sql = each! { sqlite: sqlite, postgres: postgres::POSTS };
    find(connection, query, sql, &of_posts(query, care), most).await
}

/// Finds the IDs of comments, best rank first, then newest first, at most `most`.
pub async fn comments(connection: &mut Connection, query: &Query, most: usize) -> sqlx::Result<Vec<i64>> {
    let sqlite = "SELECT json_group_array(id ORDER BY created_at DESC, id DESC) FROM (
                   SELECT c.id, c.created_at FROM search_comments CROSS JOIN comments c ON c.id = search_comments.rowid
                   WHERE search_comments MATCH $1 ORDER BY search_comments.rowid DESC LIMIT $2)";
    let sql = each! { sqlite: sqlite, postgres: postgres::COMMENTS };
    find(connection, query, sql, &OF_COMMENTS, most).await
}

async fn find(
    connection: &mut Connection,
    query: &Query,
    sql: Each,
    ranks: &[Rank],
    most: usize,
) -> sqlx::Result<Vec<i64>> {
    let mut found = Vec::new();
    let mut known = HashSet::new();
    for rank in ranks {
        // Ranks overlap: a result of a better rank is also found by those below.
        if query.is_empty() || found.len() >= most {
            break;
        }
        let wanted = match_rank(query, *rank);
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        let ids: Vec<i64> = match connection.engine() {
            Engine::Sqlite => {
                let query = sql::query_scalar(sql).bind(wanted.to_fts5()).bind(limit);
                let ids: String = query.fetch_one(&mut *connection).await?;
                serde_json::from_str(&ids).map_err(|error| sqlx::Error::Decode(error.into()))?
            }
            Engine::Postgres => {
                // Planned for these words: how frequent they are decides which index is the right one.
                let query = sql::query_scalar(sql).bind(wanted.to_tsquery()).bind(limit).persistent(false);
                query.fetch_all(&mut *connection).await?
            }
        };
        found.extend(ids.into_iter().filter(|id| known.insert(*id)));
    }
    found.truncate(most);
    Ok(found)
}

/// Reads the posts with these IDs, in this order, as far as they are still published.
pub async fn read_posts(connection: &mut Connection, ids: &[i64]) -> sqlx::Result<Vec<FoundPost>> {
    let sql = each! {
        sqlite: "SELECT p.id, p.kind, p.slug, p.title, p.html, p.standfirst, p.image_src,
                 COALESCE(p.published_at, p.updated_at) AS published_at
                 FROM json_each($1) wanted CROSS JOIN posts p
                 WHERE p.id = wanted.value AND p.status = 'published' ORDER BY wanted.key",
        postgres: "SELECT p.id, p.kind, p.slug, p.title, p.html, p.standfirst, p.image_src,
                   COALESCE(p.published_at, p.updated_at) AS published_at
                   FROM json_array_elements_text($1::JSON) WITH ORDINALITY wanted (value, key)
                   JOIN posts p ON p.id = wanted.value::BIGINT
                   WHERE p.status = 'published' ORDER BY wanted.key",
    };
    sql::query_as(sql).bind(list(ids)).fetch_all(connection).await
}

/// Reads the comments with these IDs, in this order, as far as they are still published.
pub async fn read_comments(connection: &mut Connection, ids: &[i64]) -> sqlx::Result<Vec<FoundComment>> {
    let sql = each! {
        sqlite: "SELECT c.id, c.name, c.html, c.created_at, p.kind, p.slug, p.title
                 FROM json_each($1) wanted CROSS JOIN comments c CROSS JOIN posts p
                 WHERE c.id = wanted.value AND p.id = c.post_id AND c.status = 'published' AND p.status = 'published' ORDER BY wanted.key",
        postgres: "SELECT c.id, c.name, c.html, c.created_at, p.kind, p.slug, p.title
                   FROM json_array_elements_text($1::JSON) WITH ORDINALITY wanted (value, key)
                   JOIN comments c ON c.id = wanted.value::BIGINT JOIN posts p ON p.id = c.post_id
                   WHERE c.status = 'published' AND p.status = 'published' ORDER BY wanted.key",
    };
    sql::query_as(sql).bind(list(ids)).fetch_all(connection).await
}

/// Encodes a list as JSON, to pass it as one parameter.
fn list(ids: &[i64]) -> String {
    serde_json::Value::from(ids).to_string()
}
