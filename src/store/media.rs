//! The media library: pictures and other files, and the posts that use them.

mod chunks;
mod files;
mod list;
mod moves;
mod uses;

#[cfg(test)]
mod tests;

pub use chunks::{CHUNK, add_chunk, delete_chunks, delete_unused_chunks, move_to_chunks, read_chunk};
pub use files::{FileRow, SourceRow, find_file, insert_file, list_sources, read_content, replace_object};
pub use list::{MediaScope, find, find_by_digest, list, list_descriptions, totals};
pub use moves::{FilePlaces, count_stored, list_movable, move_to_bucket, move_to_database, read_places};
pub use uses::{UseRow, add_shown, count_hidden_uses, list_texts, list_uses, set_shown};

use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::model::media::FocalPoint;
use crate::storage::StoredFile;
use crate::store::sql::{self, Connection};

/// A picture or another file.
#[derive(Clone, Debug, FromRow)]
pub struct MediaRow {
    pub id: i64,
    /// The name of the main file.
    pub name: String,
    pub content_type: String,
    /// In pixels. 0 for files that are not pictures.
    pub width: i64,
    /// In pixels. 0 for files that are not pictures.
    pub height: i64,
    /// Bytes of all its files.
    pub size: i64,
    pub alt: String,
    /// The focal point, in percent.
    pub focus_x: i64,
    /// In percent.
    pub focus_y: i64,
    pub user_id: Option<i64>,
    /// The name of the user who uploaded it.
    pub user_name: Option<String>,
    pub created_at: Milliseconds,
    /// Number of posts that use it.
    pub uses: i64,
    /// The name of the narrowest file, shown in the library.
    pub thumbnail: Option<String>,
}

/// A picture or another file to insert.
#[derive(Clone, Debug)]
pub struct NewMedia {
    /// SHA-256 of the uploaded file, in hexadecimal.
    pub digest: String,
    pub alt: String,
    pub user_id: Option<i64>,
    pub created_at: Milliseconds,
    pub main: NewFile,
    pub widths: Vec<NewFile>,
}

/// A file of a picture to insert.
#[derive(Clone, Debug)]
pub struct NewFile {
    pub name: String,
    pub content_type: &'static str,
    pub width: u32,
    pub height: u32,
    /// Empty if the file is stored elsewhere.
    pub content: Vec<u8>,
    /// Where it is stored. `None`: the content is stored in the row.
    pub stored: Option<StoredFile>,
}

impl NewFile {
    /// Returns the length of the content, wherever it is.
    pub fn length(&self) -> i64 {
        let length = i64::try_from(self.content.len()).unwrap_or(i64::MAX);
        self.stored.as_ref().map_or(length, |stored| stored.length)
    }
}

/// Adds a picture and its files. Returns `None` if the digest exists.
pub async fn add(connection: &mut Connection, media: &NewMedia) -> sqlx::Result<Option<i64>> {
    let files = || std::iter::once(&media.main).chain(&media.widths);
    let size: i64 = files().map(NewFile::length).sum();
    let id: Option<i64> = sql::query_scalar(
        "INSERT INTO media (digest, name, content_type, width, height, size, alt, user_id, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
         ON CONFLICT (digest) DO NOTHING
         RETURNING id",
    )
    .bind(&media.digest)
    .bind(&media.main.name)
    .bind(media.main.content_type)
    .bind(media.main.width)
    .bind(media.main.height)
    .bind(size)
    .bind(&media.alt)
    .bind(media.user_id)
    .bind(media.created_at)
    .fetch_optional(&mut *connection)
    .await?;
    let Some(id) = id else { return Ok(None) };
    for file in files() {
        let kind = (file.content_type, i64::from(file.width));
        insert_file(connection, id, &file.name, kind, &file.content, file.stored.as_ref()).await?;
    }
    Ok(Some(id))
}

/// Sets the description (`alt`). Returns false if the picture does not exist.
pub async fn describe(connection: &mut Connection, id: i64, alt: &str) -> sqlx::Result<bool> {
    let done = sql::query("UPDATE media SET alt = $2 WHERE id = $1").bind(id).bind(alt).execute(connection).await?;
    Ok(done.rows_affected() > 0)
}

/// Sets the focal point. The HTML of posts that show the picture has it, too.
pub async fn set_focus(connection: &mut Connection, id: i64, focus: FocalPoint) -> sqlx::Result<()> {
    sql::query("UPDATE media SET focus_x = $2, focus_y = $3 WHERE id = $1")
        .bind(id)
        .bind(i64::from(focus.x))
        .bind(i64::from(focus.y))
        .execute(connection)
        .await?;
    Ok(())
}

/// Deletes a picture and its files.
pub async fn delete(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM media WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
