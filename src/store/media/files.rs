use crate::store::sql::{self, Connection, QueryBuilder};
use sqlx::FromRow;

/// A file without its content.
#[derive(Clone, Debug, FromRow)]
pub struct FileRow {
    pub id: i64,
    pub content_type: String,
    /// In bytes.
    pub length: i64,
}

/// A file of a picture, with the picture's main file.
#[derive(Clone, Debug, FromRow)]
pub struct SourceRow {
    pub media_id: i64,
    /// The name of the main file.
    pub main: String,
    pub main_width: i64,
    pub main_height: i64,
    pub name: String,
    pub width: i64,
}

/// Finds a file by the ID of its picture and its name.
pub async fn find_file(connection: &mut Connection, media: i64, name: &str) -> sqlx::Result<Option<FileRow>> {
    sql::query_as(
        "SELECT id, content_type, CAST(LENGTH(content) AS BIGINT) AS length FROM media_files WHERE media_id = $1 AND name = $2",
    )
    .bind(media)
    .bind(name)
    .fetch_optional(connection)
    .await
}

/// Reads the content of a file.
pub async fn read_content(connection: &mut Connection, file: i64) -> sqlx::Result<Vec<u8>> {
    sql::query_scalar("SELECT content FROM media_files WHERE id = $1").bind(file).fetch_one(connection).await
}

/// Lists the files of these pictures, the narrowest of each first.
pub async fn list_sources(connection: &mut Connection, media: &[i64]) -> sqlx::Result<Vec<SourceRow>> {
    if media.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(
        "SELECT m.id AS media_id, m.name AS main, m.width AS main_width, m.height AS main_height, f.name, f.width
         FROM media m JOIN media_files f ON f.media_id = m.id WHERE m.id IN (",
    );
    let mut ids = query.separated(", ");
    for id in media {
        ids.push_bind(*id);
    }
    query.push(") ORDER BY m.id, f.width");
    query.build_query_as().fetch_all(connection).await
}
