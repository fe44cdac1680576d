//! Placements and snippets, with their IDs.

use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use super::Rows;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// A placement in a slot. Its HTML is rendered anew.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PlacementRecord {
    pub id: i64,
    pub name: String,
    pub active: bool,
    pub slot: String,
    pub position: i64,
    pub pages: String,
    pub reach: String,
    /// ID of the category.
    pub category: Option<i64>,
    pub weight: i64,
    /// Unix milliseconds.
    pub starts_at: Option<Milliseconds>,
    /// Unix milliseconds.
    pub ends_at: Option<Milliseconds>,
    pub label: String,
    /// `text` (Markdown), `html` or `banner`.
    pub kind: String,
    pub source: String,
    /// ID of the picture.
    pub media: Option<i64>,
    pub alt: String,
    pub link: String,
}

/// Code of another service.
#[derive(Clone, Debug, PartialEq, FromRow, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SnippetRecord {
    pub id: i64,
    pub name: String,
    pub active: bool,
    pub place: String,
    pub pages: String,
    pub consent: bool,
    pub source: String,
    pub script_hosts: String,
    pub connect_hosts: String,
    pub frame_hosts: String,
}

/// Streams the placements by ID.
pub fn stream_placements(connection: &mut Connection) -> Rows<'_, PlacementRecord> {
    sql::query_as(
        "SELECT id, name, active, slot, position, pages, reach, category_id AS category, weight, starts_at, ends_at, label,
             kind, source, media_id AS media, alt, link
         FROM placements ORDER BY id",
    )
    .fetch(connection)
}

/// Adds a placement with its rendered HTML.
pub async fn insert_placement(connection: &mut Connection, record: &PlacementRecord, html: &str) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO placements (id, name, active, slot, position, pages, reach, category_id, weight, starts_at, ends_at,
             label, kind, source, html, media_id, alt, link)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)",
    )
    .bind(record.id)
    .bind(&record.name)
    .bind(record.active)
    .bind(&record.slot)
    .bind(record.position)
    .bind(&record.pages)
    .bind(&record.reach)
    .bind(record.category)
    .bind(record.weight)
    .bind(record.starts_at)
    .bind(record.ends_at)
    .bind(&record.label)
    .bind(&record.kind)
    .bind(&record.source)
    .bind(html)
    .bind(record.media)
    .bind(&record.alt)
    .bind(&record.link)
    .execute(connection)
    .await?;
    Ok(())
}

/// Streams the snippets by ID.
pub fn stream_snippets(connection: &mut Connection) -> Rows<'_, SnippetRecord> {
    sql::query_as(
        "SELECT id, name, active, place, pages, consent, source, script_hosts, connect_hosts, frame_hosts
         FROM snippets ORDER BY id",
    )
    .fetch(connection)
}

/// Adds a snippet.
pub async fn insert_snippet(connection: &mut Connection, record: &SnippetRecord) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO snippets (id, name, active, place, pages, consent, source, script_hosts, connect_hosts, frame_hosts)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
    )
    .bind(record.id)
    .bind(&record.name)
    .bind(record.active)
    .bind(&record.place)
    .bind(&record.pages)
    .bind(record.consent)
    .bind(&record.source)
    .bind(&record.script_hosts)
    .bind(&record.connect_hosts)
    .bind(&record.frame_hosts)
    .execute(connection)
    .await?;
    Ok(())
}
