//! Everything that makes the site what it is, row by row and with its numbers, for an archive that makes it anew.
//! Accounts, sessions and secrets are no part of it.

mod comments;
mod media;
mod moderation;
mod posts;
mod revisions;
mod terms;

pub use comments::{CommentRecord, insert_comment, stream_comments};
pub use media::{FileRecord, MediaRecord, insert_file, insert_media, list_files, next_media, read_file, refresh_size};
pub use moderation::{
    BlockRuleRecord, SpamTokenRecord, insert_block_rule, insert_spam_token, stream_block_rules, stream_spam_tokens,
};
pub use posts::{PostRecord, complete_post, next_post, set_parent};
pub use revisions::{RevisionRecord, insert_revision, stream_revisions};
pub use terms::{AuthorRecord, TermRecord, insert_author, insert_term, nest_term, stream_authors, stream_terms};

use futures::stream::BoxStream;
use serde::{Deserialize, Serialize};
use sqlx::{FromRow, SqliteConnection};

/// Rows as they come, so that a large site needs no more memory than a small one.
pub type Rows<'a, T> = BoxStream<'a, sqlx::Result<T>>;

/// An old address.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedirectRecord {
    pub path: String,
    pub target: String,
}

/// An item of the menu; their order is that of the archive.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuRecord {
    pub title: String,
    pub target: String,
}

/// The names of settings that may leave the site: what readers see, and what was set in the admin.
const PUBLIC: &str = "name IN ('title', 'tagline', 'promotion') OR name LIKE '%.%'";

/// The settings, by name.
pub async fn list_settings(connection: &mut SqliteConnection) -> sqlx::Result<Vec<(String, String)>> {
    let sql = format!("SELECT name, value FROM settings WHERE {PUBLIC} ORDER BY name");
    sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(connection).await
}

/// Whether a setting of this name may come in.
pub fn is_public(name: &str) -> bool {
    matches!(name, "title" | "tagline" | "promotion") || name.contains('.')
}

/// Old addresses, by path.
pub fn stream_redirects(connection: &mut SqliteConnection) -> Rows<'_, RedirectRecord> {
    sqlx::query_as("SELECT path, target FROM redirects ORDER BY path").fetch(connection)
}

/// The menu that somebody has made.
pub fn stream_menu(connection: &mut SqliteConnection) -> Rows<'_, MenuRecord> {
    sqlx::query_as("SELECT title, target FROM menu_items ORDER BY position, id").fetch(connection)
}

/// Adds an item to the menu.
pub async fn insert_menu_item(connection: &mut SqliteConnection, place: i64, item: &MenuRecord) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO menu_items (position, title, target) VALUES ($1, $2, $3)")
        .bind(place)
        .bind(&item.title)
        .bind(&item.target)
        .execute(connection)
        .await?;
    Ok(())
}

/// Whether the site has no content yet. Users and settings are none.
pub async fn is_empty(connection: &mut SqliteConnection) -> sqlx::Result<bool> {
    sqlx::query_scalar(
        "SELECT NOT (EXISTS (SELECT 1 FROM posts) OR EXISTS (SELECT 1 FROM authors) OR EXISTS (SELECT 1 FROM terms)
                     OR EXISTS (SELECT 1 FROM media) OR EXISTS (SELECT 1 FROM redirects)
                     OR EXISTS (SELECT 1 FROM menu_items) OR EXISTS (SELECT 1 FROM blocks)
                     OR EXISTS (SELECT 1 FROM spam_tokens))",
    )
    .fetch_one(connection)
    .await
}

/// Lets rows refer to such as come after them, until the transaction is committed.
pub async fn defer_references(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    sqlx::query("PRAGMA defer_foreign_keys = ON").execute(connection).await?;
    Ok(())
}
