use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// A picture record.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaRecord {
    pub id: i64,
    pub digest: String,
    pub name: String,
    pub content_type: String,
    pub width: i64,
    pub height: i64,
    #[serde(default)]
    pub alt: String,
    /// The focal point, in percent.
    #[serde(default = "center", skip_serializing_if = "is_center")]
    pub focus_x: i64,
    /// In percent.
    #[serde(default = "center", skip_serializing_if = "is_center")]
    pub focus_y: i64,
    /// Unix milliseconds.
    pub created_at: Milliseconds,
    #[sqlx(skip)]
    pub files: Vec<FileRecord>,
}

fn center() -> i64 {
    50
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_center(percent: &i64) -> bool {
    *percent == center()
}

/// A file of a picture.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FileRecord {
    pub name: String,
    pub content_type: String,
    pub width: i64,
}

/// Returns the picture with the next greater ID, without its files.
pub async fn next_media(connection: &mut Connection, after: i64) -> sqlx::Result<Option<MediaRecord>> {
    sql::query_as(
        "SELECT id, digest, name, content_type, width, height, alt, focus_x, focus_y, created_at FROM media
         WHERE id > $1 ORDER BY id LIMIT 1",
    )
    .bind(after)
    .fetch_optional(connection)
    .await
}

/// Lists the files of a picture.
pub async fn list_files(connection: &mut Connection, media: i64) -> sqlx::Result<Vec<FileRecord>> {
    sql::query_as("SELECT name, content_type, width FROM media_files WHERE media_id = $1 ORDER BY id")
        .bind(media)
        .fetch_all(connection)
        .await
}

/// Adds a picture without its files.
pub async fn insert_media(connection: &mut Connection, media: &MediaRecord) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO media (id, digest, name, content_type, width, height, size, alt, created_at, focus_x, focus_y)
         VALUES ($1, $2, $3, $4, $5, $6, 0, $7, $8, $9, $10)",
    )
    .bind(media.id)
    .bind(&media.digest)
    .bind(&media.name)
    .bind(&media.content_type)
    .bind(media.width)
    .bind(media.height)
    .bind(&media.alt)
    .bind(media.created_at)
    .bind(media.focus_x.clamp(0, 100))
    .bind(media.focus_y.clamp(0, 100))
    .execute(connection)
    .await?;
    Ok(())
}

/// Recomputes the total size of a picture's files.
pub async fn refresh_size(connection: &mut Connection, media: i64) -> sqlx::Result<()> {
    sql::query(
        "UPDATE media SET size = (SELECT COALESCE(SUM(COALESCE(length, LENGTH(content))), 0) FROM media_files WHERE media_id = $1)
         WHERE id = $1",
    )
    .bind(media)
    .execute(connection)
    .await?;
    Ok(())
}
