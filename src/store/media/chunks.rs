//! The content of large files in the database, in chunks.

use crate::clock::now;
use crate::model::Milliseconds;
use crate::storage::ObjectKey;
use crate::store::sql::{self, Connection};

/// Length of every chunk but the last, in bytes.
pub const CHUNK: u64 = 1024 * 1024;

/// Adds a chunk. The row that has its key is written later.
pub async fn add_chunk(connection: &mut Connection, key: &ObjectKey, number: u64, content: &[u8]) -> sqlx::Result<()> {
    sql::query("INSERT INTO file_chunks (chunks, number, written_at, content) VALUES ($1, $2, $3, $4)")
        .bind(key.as_str())
        .bind(number.cast_signed())
        .bind(now())
        .bind(content)
        .execute(connection)
        .await?;
    Ok(())
}

/// Reads a chunk. `None` if there is none.
pub async fn read_chunk(connection: &mut Connection, key: &ObjectKey, number: u64) -> sqlx::Result<Option<Vec<u8>>> {
    sql::query_scalar("SELECT content FROM file_chunks WHERE chunks = $1 AND number = $2")
        .bind(key.as_str())
        .bind(number.cast_signed())
        .fetch_optional(connection)
        .await
}

/// Deletes the chunks of a file whose row was not written.
pub async fn delete_chunks(connection: &mut Connection, key: &ObjectKey) -> sqlx::Result<()> {
    sql::query("DELETE FROM file_chunks WHERE chunks = $1").bind(key.as_str()).execute(connection).await?;
    Ok(())
}

/// Deletes the chunks written before a time that no row has. Returns how many there were.
pub async fn delete_unused_chunks(connection: &mut Connection, before: Milliseconds) -> sqlx::Result<u64> {
    let deleted = sql::query(
        "DELETE FROM file_chunks WHERE written_at < $1
         AND NOT EXISTS (SELECT 1 FROM media_files f WHERE f.chunks = file_chunks.chunks)",
    )
    .bind(before)
    .execute(connection)
    .await?;
    Ok(deleted.rows_affected())
}

/// Records that the content of a file that was in the storage is in chunks. The object is deleted later. Returns false
/// if the file is no longer there.
pub async fn move_to_chunks(
    connection: &mut Connection,
    file: i64,
    object: &ObjectKey,
    chunks: &ObjectKey,
) -> sqlx::Result<bool> {
    let sql = "UPDATE media_files SET object = NULL, chunks = $3 WHERE id = $1 AND object = $2";
    let query = sql::query(sql).bind(file).bind(object.as_str()).bind(chunks.as_str());
    Ok(query.execute(connection).await?.rows_affected() > 0)
}
