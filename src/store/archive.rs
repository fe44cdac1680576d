//! Rows of the site's content with their IDs, for exporting and importing an archive. Accounts, sessions and secrets
//! are not included.

mod comments;
mod front_page;
mod media;
mod moderation;
mod places;
mod posts;
mod revisions;
mod terms;

pub use comments::{CommentRecord, insert_comment, stream_comments};
pub use front_page::{SectionRecord, list_sections};
pub use media::{FileRecord, MediaRecord, insert_media, list_files, next_media, refresh_size};
pub use moderation::{
    BlockRuleRecord, SpamTokenRecord, insert_block_rule, insert_spam_token, stream_block_rules, stream_spam_tokens,
};
pub use places::{
    PlacementRecord, SnippetRecord, insert_placement, insert_snippet, stream_placements, stream_snippets,
};
pub use posts::{PostRecord, complete_post, next_post, set_parent};
pub use revisions::{RevisionRecord, insert_revision, stream_revisions};
use terms::is_zero;
pub use terms::{AuthorRecord, TermRecord, insert_author, insert_term, nest_term, stream_authors, stream_terms};

use crate::model::admin::menu::MenuPlace;
use crate::store::sql::{self, Connection, each};
use futures::stream::BoxStream;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

/// A stream of rows, so that memory use does not depend on the size of the site.
pub type Rows<'a, T> = BoxStream<'a, sqlx::Result<T>>;

/// A redirect from an old path.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedirectRecord {
    pub path: String,
    pub target: String,
}

/// A menu item. The order is that of the archive.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuRecord {
    pub title: String,
    pub target: String,
    /// Archives of older versions have neither this nor the level.
    #[serde(default = "header", skip_serializing_if = "is_header")]
    pub place: String,
    /// 1 for an item below another.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub level: i64,
}

fn header() -> String {
    MenuPlace::Header.as_str().to_owned()
}

fn is_header(place: &str) -> bool {
    place == MenuPlace::Header.as_str()
}

/// The settings that may be exported: what readers see, and what was set in the admin.
const PUBLIC: &str = "name IN ('title', 'tagline', 'promotion', 'feed_origin') OR name LIKE '%.%'";

/// Lists the exportable settings by name.
pub async fn list_settings(connection: &mut Connection) -> sqlx::Result<Vec<(String, String)>> {
    let sql = format!("SELECT name, value FROM settings WHERE {PUBLIC} ORDER BY name");
    sql::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(connection).await
}

/// Returns whether a setting of this name may be imported.
pub fn is_public(name: &str) -> bool {
    matches!(name, "title" | "tagline" | "promotion" | "feed_origin") || name.contains('.')
}

/// Streams the redirects by path.
pub fn stream_redirects(connection: &mut Connection) -> Rows<'_, RedirectRecord> {
    sql::query_as("SELECT path, target FROM redirects ORDER BY path").fetch(connection)
}

/// Streams the items of the custom menu.
pub fn stream_menu(connection: &mut Connection) -> Rows<'_, MenuRecord> {
    sql::query_as("SELECT title, target, place, level FROM menu_items ORDER BY position, id").fetch(connection)
}

/// Adds a menu item.
pub async fn insert_menu_item(connection: &mut Connection, place: i64, item: &MenuRecord) -> sqlx::Result<()> {
    sql::query("INSERT INTO menu_items (position, title, target, place, level) VALUES ($1, $2, $3, $4, $5)")
        .bind(place)
        .bind(&item.title)
        .bind(&item.target)
        .bind(&item.place)
        .bind(item.level)
        .execute(connection)
        .await?;
    Ok(())
}

/// Returns whether the site has no content. Users and settings do not count.
pub async fn is_empty(connection: &mut Connection) -> sqlx::Result<bool> {
    sql::query_scalar(
        "SELECT NOT (EXISTS (SELECT 1 FROM posts) OR EXISTS (SELECT 1 FROM authors) OR EXISTS (SELECT 1 FROM terms)
                     OR EXISTS (SELECT 1 FROM media) OR EXISTS (SELECT 1 FROM redirects)
                     OR EXISTS (SELECT 1 FROM menu_items) OR EXISTS (SELECT 1 FROM blocks)
                     OR EXISTS (SELECT 1 FROM spam_tokens)
                     OR EXISTS (SELECT 1 FROM placements) OR EXISTS (SELECT 1 FROM snippets))",
    )
    .fetch_one(connection)
    .await
}

/// Defers foreign key checks to the commit, so that rows may reference later ones.
pub async fn defer_references(connection: &mut Connection) -> sqlx::Result<()> {
    sql::query(each! { sqlite: "PRAGMA defer_foreign_keys = ON", postgres: "SET CONSTRAINTS ALL DEFERRED" })
        .execute(connection)
        .await?;
    Ok(())
}
