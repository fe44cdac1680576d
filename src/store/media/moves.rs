use super::FileRow;
use crate::storage::{ObjectKey, SiteMark, StoredFile};
use crate::store::settings;
use crate::store::sql::{self, Connection};

/// Counts the files in the database and those in the storage.
pub async fn count_stored(connection: &mut Connection) -> sqlx::Result<(i64, i64)> {
    sql::query_as("SELECT COUNT(*) - COUNT(object), COUNT(object) FROM media_files").fetch_one(connection).await
}

/// Where the files are.
#[derive(Clone, Debug)]
pub struct FilePlaces {
    /// Number of files in the database.
    pub database: i64,
    pub storage: i64,
    /// Which site they are of.
    pub site: Option<SiteMark>,
    /// The newest and the oldest objects.
    pub sample: Vec<ObjectKey>,
}

/// Reads where the files are.
pub async fn read_places(connection: &mut Connection) -> sqlx::Result<FilePlaces> {
    let (database, storage) = count_stored(connection).await?;
    let sample: Vec<String> = sql::query_scalar(
        "SELECT object FROM (SELECT object FROM media_files WHERE object IS NOT NULL ORDER BY id DESC LIMIT 20) newest
         UNION SELECT object FROM (SELECT object FROM media_files WHERE object IS NOT NULL ORDER BY id LIMIT 20) oldest",
    )
    .fetch_all(&mut *connection)
    .await?;
    let site = settings::find_site_mark(connection).await?;
    Ok(FilePlaces { database, storage, site, sample: sample.into_iter().map(ObjectKey::stored).collect() })
}

/// Lists the next files, by ID, that are in the storage, or those that are not.
pub async fn list_movable(
    connection: &mut Connection,
    is_stored: bool,
    after: i64,
    limit: u32,
) -> sqlx::Result<Vec<FileRow>> {
    sql::query_as(
        "SELECT id, media_id, name, content_type, CAST(COALESCE(length, LENGTH(content)) AS BIGINT) AS length, object, chunks
         FROM media_files WHERE id > $1 AND (object IS NOT NULL) = $2 ORDER BY id LIMIT $3",
    )
    .bind(after)
    .bind(is_stored)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Records that a file is in the storage, and drops its content. Returns false if it is no longer in the database.
pub async fn move_to_bucket(connection: &mut Connection, file: i64, stored: &StoredFile) -> sqlx::Result<bool> {
    let sql =
        "UPDATE media_files SET object = $2, length = $3, content = $4, chunks = NULL WHERE id = $1 AND object IS NULL";
    let empty: &[u8] = &[];
    let query = sql::query(sql).bind(file).bind(stored.key.as_str()).bind(stored.length).bind(empty);
    Ok(query.execute(connection).await?.rows_affected() > 0)
}

/// Stores the content of a file that was in the storage. The object is deleted later. Returns false if the file is no
/// longer there.
pub async fn move_to_database(
    connection: &mut Connection,
    file: i64,
    key: &ObjectKey,
    content: &[u8],
) -> sqlx::Result<bool> {
    let sql = "UPDATE media_files SET object = NULL, length = NULL, content = $3 WHERE id = $1 AND object = $2";
    let query = sql::query(sql).bind(file).bind(key.as_str()).bind(content);
    Ok(query.execute(connection).await?.rows_affected() > 0)
}
