use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::Rows;
use crate::store::sql::{self, Connection};

/// An author record.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AuthorRecord {
    pub id: i64,
    pub slug: String,
    pub name: String,
    /// The text as entered.
    #[serde(default)]
    pub biography: String,
    #[serde(default)]
    pub email: String,
    // The rest is not written if it is empty, so that older versions can read the archive.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub role: String,
    /// The address of a picture.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub portrait: String,
    /// Addresses of pages elsewhere, one per line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub links: String,
}

/// A category or tag record.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermRecord {
    pub id: i64,
    /// `category` or `tag`.
    pub kind: String,
    pub slug: String,
    pub name: String,
    /// The text as entered.
    #[serde(default)]
    pub description: String,
    /// The slug of the parent.
    #[serde(default)]
    pub parent: Option<String>,
    /// Lower ones come first. Not written if it is 0, so that older versions can read the archive.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub position: i64,
    /// A name of the palette; not written if it has none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub color: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub image_src: String,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub has_front_page: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
pub(super) fn is_zero(position: &i64) -> bool {
    *position == 0
}

/// Streams all authors.
pub fn stream_authors(connection: &mut Connection) -> Rows<'_, AuthorRecord> {
    sql::query_as("SELECT id, slug, name, biography, email, role, portrait, links FROM authors ORDER BY id")
        .fetch(connection)
}

/// Streams all categories and tags.
pub fn stream_terms(connection: &mut Connection) -> Rows<'_, TermRecord> {
    sql::query_as(
        "SELECT t.id, t.kind, t.slug, t.name, t.description, p.slug AS parent, t.position, t.color, t.image_src,
                t.has_front_page
         FROM terms t LEFT JOIN terms p ON p.id = t.parent_id ORDER BY t.id",
    )
    .fetch(connection)
}

/// Adds an author. `html` is the rendered biography.
pub async fn insert_author(connection: &mut Connection, author: &AuthorRecord, html: &str) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO authors (id, slug, name, biography, biography_html, email, role, portrait, links)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(author.id)
    .bind(&author.slug)
    .bind(&author.name)
    .bind(&author.biography)
    .bind(html)
    .bind(&author.email)
    .bind(&author.role)
    .bind(&author.portrait)
    .bind(&author.links)
    .execute(connection)
    .await?;
    Ok(())
}

/// Adds a term without a parent. `html` is the rendered description.
pub async fn insert_term(connection: &mut Connection, term: &TermRecord, html: &str) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO terms (id, kind, slug, name, description, description_html, position, color, image_src, has_front_page)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(term.id)
    .bind(&term.kind)
    .bind(&term.slug)
    .bind(&term.name)
    .bind(&term.description)
    .bind(html)
    .bind(term.position)
    .bind(&term.color)
    .bind(&term.image_src)
    .bind(term.has_front_page)
    .execute(connection)
    .await?;
    Ok(())
}

/// Sets the parent of a term by slug, within the same kind. Returns false if there is no such term.
pub async fn nest_term(connection: &mut Connection, id: i64, parent: &str) -> sqlx::Result<bool> {
    let done = sql::query(
        "UPDATE terms SET parent_id = (SELECT p.id FROM terms p WHERE p.kind = terms.kind AND p.slug = $2)
         WHERE id = $1 AND EXISTS (SELECT 1 FROM terms p WHERE p.kind = terms.kind AND p.slug = $2 AND p.id <> $1)",
    )
    .bind(id)
    .bind(parent)
    .execute(connection)
    .await?;
    Ok(done.rows_affected() > 0)
}
