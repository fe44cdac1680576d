//! Complete posts, for feeds.

use sqlx::FromRow;

use super::PostRow;
use super::find::COLUMNS;
use crate::model::Milliseconds;
use crate::store::sql::{Connection, QueryBuilder};

/// A published post with its permanent identifiers.
#[derive(Clone, Debug, FromRow)]
pub struct FeedRow {
    #[sqlx(flatten)]
    pub post: PostRow,
    pub created_at: Milliseconds,
    pub guid: Option<String>,
}

/// The main file of a picture, for an enclosure.
#[derive(Clone, Debug, FromRow)]
pub struct EnclosureRow {
    pub media_id: i64,
    pub content_type: String,
    /// In bytes.
    pub length: i64,
}

/// Lists these posts, newest first.
pub async fn list_whole(connection: &mut Connection, posts: &[i64]) -> sqlx::Result<Vec<FeedRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let columns = COLUMNS.replacen("SELECT ", "SELECT p.created_at, p.guid, ", 1);
    let (columns, tables) = columns.split_once("FROM ").unwrap_or((&columns, ""));
    let mut query = QueryBuilder::new(format!("{columns} FROM "));
    query.push_ids(posts).push(" CROSS JOIN ").push(tables);
    query.push(" WHERE p.id = ids.column1 AND p.status = 'published' AND NOT p.noindex ORDER BY p.published_at DESC NULLS LAST, p.id DESC");
    query.build_query_as().fetch_all(connection).await
}

/// Lists the main files of these pictures.
pub async fn list_enclosures(connection: &mut Connection, media: &[i64]) -> sqlx::Result<Vec<EnclosureRow>> {
    if media.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(
        "SELECT m.id AS media_id, f.content_type, CAST(COALESCE(f.length, LENGTH(f.content)) AS BIGINT) AS length
         FROM media m JOIN media_files f ON f.media_id = m.id AND f.name = m.name WHERE m.id IN (",
    );
    let mut ids = query.separated(", ");
    for id in media {
        ids.push_bind(*id);
    }
    query.push(")");
    query.build_query_as().fetch_all(connection).await
}
