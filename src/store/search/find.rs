use std::collections::HashSet;

use sqlx::{FromRow, SqliteConnection};

use super::ranking::{OF_COMMENTS, Rank, RankingEffort, match_rank, of_posts};
use crate::model::Milliseconds;
use crate::store::posts::PostKind;
use crate::text::search::Query;

/// A post or page that was found.
#[derive(Clone, Debug, FromRow)]
pub struct FoundPost {
    pub id: i64,
    pub kind: PostKind,
    pub slug: String,
    pub title: String,
    pub html: String,
    pub standfirst: String,
    pub published_at: Milliseconds,
}

/// A comment that was found, and its post.
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

/// The posts and pages that a query finds, the best first, and among equals the newest; at most so many. Of more, those
/// that are left out are the worst, and among equals the oldest.
pub async fn posts(
    connection: &mut SqliteConnection,
    query: &Query,
    care: RankingEffort,
    most: usize,
) -> sqlx::Result<Vec<i64>> {
    // The first table is the index, whatever the planner thinks of it. One row has all: each row is a way from the
    // connection's thread to here.
    let sql = "SELECT json_group_array(post_id ORDER BY published_at DESC, post_id DESC) FROM (
                   SELECT s.post_id, s.published_at FROM search_posts
                   CROSS JOIN search_places s ON s.place = search_posts.rowid
                   WHERE search_posts MATCH $1 ORDER BY search_posts.rowid DESC LIMIT $2)";
    find(connection, query, sql, &of_posts(query, care), most).await
}

/// The same for comments.
pub async fn comments(connection: &mut SqliteConnection, query: &Query, most: usize) -> sqlx::Result<Vec<i64>> {
    let sql = "SELECT json_group_array(id ORDER BY created_at DESC, id DESC) FROM (
                   SELECT c.id, c.created_at FROM search_comments CROSS JOIN comments c ON c.id = search_comments.rowid
                   WHERE search_comments MATCH $1 ORDER BY search_comments.rowid DESC LIMIT $2)";
    find(connection, query, sql, &OF_COMMENTS, most).await
}

async fn find(
    connection: &mut SqliteConnection,
    query: &Query,
    sql: &'static str,
    ranks: &[Rank],
    most: usize,
) -> sqlx::Result<Vec<i64>> {
    let mut found = Vec::new();
    let mut known = HashSet::new();
    for rank in ranks {
        // Ranks overlap: whoever has a good one has those below, too.
        if query.is_empty() || found.len() >= most {
            break;
        }
        let ids: String = sqlx::query_scalar(sql)
            .bind(match_rank(query, *rank))
            .bind(i64::try_from(most).unwrap_or(i64::MAX))
            .fetch_one(&mut *connection)
            .await?;
        let ids: Vec<i64> = serde_json::from_str(&ids).map_err(|error| sqlx::Error::Decode(error.into()))?;
        found.extend(ids.into_iter().filter(|id| known.insert(*id)));
    }
    found.truncate(most);
    Ok(found)
}

/// What is shown of posts that were found, in the order of these ids; without those that have been taken back meanwhile.
pub async fn read_posts(connection: &mut SqliteConnection, ids: &[i64]) -> sqlx::Result<Vec<FoundPost>> {
    let sql = "SELECT p.id, p.kind, p.slug, p.title, p.html, p.standfirst,
               COALESCE(p.published_at, p.updated_at) AS published_at
               FROM json_each($1) wanted JOIN posts p ON p.id = wanted.value
               WHERE p.status = 'published' ORDER BY wanted.key";
    sqlx::query_as(sql).bind(list(ids)).fetch_all(connection).await
}

/// The same for comments.
pub async fn read_comments(connection: &mut SqliteConnection, ids: &[i64]) -> sqlx::Result<Vec<FoundComment>> {
    let sql = "SELECT c.id, c.name, c.html, c.created_at, p.kind, p.slug, p.title
               FROM json_each($1) wanted JOIN comments c ON c.id = wanted.value JOIN posts p ON p.id = c.post_id
               WHERE c.status = 'published' AND p.status = 'published' ORDER BY wanted.key";
    sqlx::query_as(sql).bind(list(ids)).fetch_all(connection).await
}

/// A list, as SQLite reads it from one parameter.
fn list(ids: &[i64]) -> String {
    serde_json::Value::from(ids).to_string()
}
