use crate::storage::{ObjectKey, StoredFile, StoredPlace};
use crate::store::sql::{self, Connection, QueryBuilder};
use sqlx::FromRow;

/// A file without its content.
#[derive(Clone, Debug, FromRow)]
pub struct FileRow {
    pub id: i64,
    pub media_id: i64,
    pub name: String,
    pub content_type: String,
    /// In bytes.
    pub length: i64,
    /// The key in the storage. `None`: the content is in the database.
    pub object: Option<String>,
    /// The key of the chunks in the database.
    pub chunks: Option<String>,
}

impl FileRow {
    /// Returns the key in the storage, if the file is there.
    pub fn key(&self) -> Option<ObjectKey> {
        self.object.clone().map(ObjectKey::stored)
    }

    /// Returns the key of the chunks in the database, if the content is in chunks.
    pub fn chunks_key(&self) -> Option<ObjectKey> {
        self.chunks.clone().map(ObjectKey::stored)
    }

    /// Returns whether this is a file of a picture. Pictures are read as a whole, other files in parts.
    pub fn is_picture(&self) -> bool {
        self.content_type.starts_with("image/")
    }
}

/// A file of a picture, with the picture's main file.
#[derive(Clone, Debug, FromRow)]
pub struct SourceRow {
    pub media_id: i64,
    /// The name of the main file.
    pub main: String,
    pub main_width: i64,
    pub main_height: i64,
    /// In percent.
    pub focus_x: i64,
    /// In percent.
    pub focus_y: i64,
    pub name: String,
    pub width: i64,
}

/// Finds a file by the ID of its picture and its name.
pub async fn find_file(connection: &mut Connection, media: i64, name: &str) -> sqlx::Result<Option<FileRow>> {
    sql::query_as(
        "SELECT id, media_id, name, content_type, CAST(COALESCE(length, LENGTH(content)) AS BIGINT) AS length, object, chunks
         FROM media_files WHERE media_id = $1 AND name = $2",
    )
    .bind(media)
    .bind(name)
    .fetch_optional(connection)
    .await
}

/// Reads the content of a file. `None` if it is not in its row.
pub async fn read_content(connection: &mut Connection, file: i64) -> sqlx::Result<Option<Vec<u8>>> {
    sql::query_scalar("SELECT content FROM media_files WHERE id = $1 AND object IS NULL AND chunks IS NULL")
        .bind(file)
        .fetch_optional(connection)
        .await
}

/// Adds a file to a picture. `kind` is its content type and its width. The content is not stored in the row if it is
/// stored elsewhere.
pub async fn insert_file(
    connection: &mut Connection,
    media: i64,
    name: &str,
    kind: (&str, i64),
    content: &[u8],
    stored: Option<&StoredFile>,
) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO media_files (media_id, name, content_type, width, content, object, length, chunks)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(media)
    .bind(name)
    .bind(kind.0)
    .bind(kind.1)
    .bind(if stored.is_some() { &[] } else { content })
    .bind(stored.and_then(|stored| stored.key_at(StoredPlace::Bucket)))
    .bind(stored.map(|stored| stored.length))
    .bind(stored.and_then(|stored| stored.key_at(StoredPlace::Chunks)))
    .execute(connection)
    .await?;
    Ok(())
}

/// Has a file use another object, since the storage has lost the old one. Its key is deleted later. Returns false if the
/// file no longer has it.
pub async fn replace_object(
    connection: &mut Connection,
    file: i64,
    old: &ObjectKey,
    stored: &StoredFile,
) -> sqlx::Result<bool> {
    let sql = "UPDATE media_files SET object = $3, length = $4 WHERE id = $1 AND object = $2";
    let query = sql::query(sql).bind(file).bind(old.as_str()).bind(stored.key.as_str()).bind(stored.length);
    Ok(query.execute(connection).await?.rows_affected() > 0)
}

/// Lists the files of these pictures, the narrowest of each first.
pub async fn list_sources(connection: &mut Connection, media: &[i64]) -> sqlx::Result<Vec<SourceRow>> {
    if media.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(
        "SELECT m.id AS media_id, m.name AS main, m.width AS main_width, m.height AS main_height, m.focus_x,
                m.focus_y, f.name, f.width
         FROM media m JOIN media_files f ON f.media_id = m.id WHERE m.id IN (",
    );
    let mut ids = query.separated(", ");
    for id in media {
        ids.push_bind(*id);
    }
    query.push(") ORDER BY m.id, f.width");
    query.build_query_as().fetch_all(connection).await
}
