use sqlx::AssertSqlSafe;

use super::MediaRow;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection, QueryBuilder};

/// The filter of a list of pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaScope {
    All,
    /// Pictures without a description.
    Undescribed,
    /// Pictures that no post uses.
    Unused,
}

const COLUMNS: &str = "SELECT m.id, m.name, m.content_type, m.width, m.height, m.size, m.alt, m.focus_x, m.focus_y, m.user_id, \
     u.name AS user_name, m.created_at, (SELECT COUNT(*) FROM post_media pm WHERE pm.media_id = m.id) AS uses, \
     (SELECT f.name FROM media_files f WHERE f.media_id = m.id ORDER BY f.width, f.id DESC LIMIT 1) AS thumbnail \
     FROM media m LEFT JOIN users u ON u.id = m.user_id";

/// Lists pictures, newest first. `before` is the time and ID of the last one of the previous page.
pub async fn list(
    connection: &mut Connection,
    scope: MediaScope,
    before: Option<(Milliseconds, i64)>,
    limit: u32,
) -> sqlx::Result<Vec<MediaRow>> {
    let condition = match scope {
        MediaScope::All => "TRUE",
        MediaScope::Undescribed => "m.alt = '' AND m.content_type LIKE 'image/%'",
        MediaScope::Unused => "NOT EXISTS (SELECT 1 FROM post_media pm WHERE pm.media_id = m.id)",
    };
    let sql = format!(
        "{COLUMNS} WHERE {condition} AND (m.created_at, m.id) < ($1, $2) ORDER BY m.created_at DESC, m.id DESC LIMIT $3"
    );
    let (at, id) = before.unwrap_or((Milliseconds::MAX, i64::MAX));
    sql::query_as(AssertSqlSafe(sql)).bind(at).bind(id).bind(limit).fetch_all(connection).await
}

/// Finds a picture.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<MediaRow>> {
    sql::query_as(AssertSqlSafe(format!("{COLUMNS} WHERE m.id = $1"))).bind(id).fetch_optional(connection).await
}

/// Lists the descriptions of the pictures with these IDs, without those that have none.
pub async fn list_descriptions(connection: &mut Connection, media: &[i64]) -> sqlx::Result<Vec<(i64, String)>> {
    if media.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("SELECT id, alt FROM media WHERE alt <> '' AND id IN (");
    let mut ids = query.separated(", ");
    for id in media {
        ids.push_bind(*id);
    }
    query.push(")");
    query.build_query_as().fetch_all(connection).await
}

/// Finds the picture that was made from the same bytes.
pub async fn find_by_digest(connection: &mut Connection, digest: &str) -> sqlx::Result<Option<MediaRow>> {
    let sql = format!("{COLUMNS} WHERE m.digest = $1");
    sql::query_as(AssertSqlSafe(sql)).bind(digest).fetch_optional(connection).await
}

/// Returns the number of pictures and their total size in bytes.
pub async fn totals(connection: &mut Connection) -> sqlx::Result<(i64, i64)> {
    sql::query_as("SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM media").fetch_one(connection).await
}
