//! What administrators have placed in the slots of readers' pages.

use sqlx::{AssertSqlSafe, FromRow};

use crate::model::Milliseconds;
use crate::model::admin::placement::{PlacementKind, PlacementReach};
use crate::model::slot::Slot;
use crate::store::sql::{self, Connection, Query};

/// A placement row.
#[derive(Clone, Debug, PartialEq, FromRow)]
pub struct PlacementRow {
    pub id: i64,
    pub name: String,
    pub active: bool,
    pub slot: Slot,
    pub position: i64,
    /// Words of `PageKind`, separated by spaces.
    pub pages: String,
    pub reach: PlacementReach,
    pub category_id: Option<i64>,
    pub weight: i64,
    pub starts_at: Option<Milliseconds>,
    pub ends_at: Option<Milliseconds>,
    pub label: String,
    pub kind: PlacementKind,
    pub source: String,
    pub html: String,
    pub media_id: Option<i64>,
    pub alt: String,
    pub link: String,
    /// Name of the main file of the picture.
    #[sqlx(default)]
    pub media_name: Option<String>,
    /// Slug and name of the category.
    #[sqlx(default)]
    pub category_slug: Option<String>,
    #[sqlx(default)]
    pub category_name: Option<String>,
}

const SELECT: &str = "SELECT p.id, p.name, p.active, p.slot, p.position, p.pages, p.reach, p.category_id, p.weight,
    p.starts_at, p.ends_at, p.label, p.kind, p.source, p.html, p.media_id, p.alt, p.link, m.name AS media_name,
    t.slug AS category_slug, t.name AS category_name
    FROM placements p LEFT JOIN media m ON m.id = p.media_id LEFT JOIN terms t ON t.id = p.category_id";

/// Lists all placements in the order in which they were made.
pub async fn list(connection: &mut Connection) -> sqlx::Result<Vec<PlacementRow>> {
    sql::query_as(AssertSqlSafe(format!("{SELECT} ORDER BY p.id"))).fetch_all(connection).await
}

/// Lists the placements that are on and have not ended at a time.
pub async fn list_current(connection: &mut Connection, at: Milliseconds) -> sqlx::Result<Vec<PlacementRow>> {
    let sql = format!(
        "{SELECT} WHERE p.active AND (p.ends_at IS NULL OR p.ends_at > $1)
           AND (p.reach = 'everywhere' OR p.category_id IS NOT NULL)
           AND (p.kind <> 'banner' OR p.media_id IS NOT NULL) ORDER BY p.id"
    );
    sql::query_as(AssertSqlSafe(sql)).bind(at).fetch_all(connection).await
}

/// Finds a placement.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<Option<PlacementRow>> {
    sql::query_as(AssertSqlSafe(format!("{SELECT} WHERE p.id = $1"))).bind(id).fetch_optional(connection).await
}

/// Adds a placement.
pub async fn add(connection: &mut Connection, row: &PlacementRow) -> sqlx::Result<()> {
    let sql =
        "INSERT INTO placements (name, active, slot, position, pages, reach, category_id, weight, starts_at, ends_at,
                   label, kind, source, html, media_id, alt, link)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
    bind(sql::query(sql), row).execute(connection).await?;
    Ok(())
}

/// Replaces a placement. Returns false if it does not exist.
pub async fn update(connection: &mut Connection, row: &PlacementRow) -> sqlx::Result<bool> {
    let sql = "UPDATE placements SET name = $1, active = $2, slot = $3, position = $4, pages = $5, reach = $6,
                   category_id = $7, weight = $8, starts_at = $9, ends_at = $10, label = $11, kind = $12, source = $13,
                   html = $14, media_id = $15, alt = $16, link = $17
               WHERE id = $18";
    let updated = bind(sql::query(sql), row).bind(row.id).execute(connection).await?;
    Ok(updated.rows_affected() > 0)
}

/// Binds the columns from `name` to `link`.
fn bind<'q>(query: Query<'q>, row: &'q PlacementRow) -> Query<'q> {
    query
        .bind(&row.name)
        .bind(row.active)
        .bind(row.slot.as_str())
        .bind(row.position)
        .bind(&row.pages)
        .bind(row.reach.as_str())
        .bind(row.category_id)
        .bind(row.weight)
        .bind(row.starts_at)
        .bind(row.ends_at)
        .bind(&row.label)
        .bind(row.kind.as_str())
        .bind(&row.source)
        .bind(&row.html)
        .bind(row.media_id)
        .bind(&row.alt)
        .bind(&row.link)
}

/// Shows another picture in all banners that have one.
pub async fn replace_picture(connection: &mut Connection, from: i64, to: i64) -> sqlx::Result<()> {
    let sql = "UPDATE placements SET media_id = $2 WHERE media_id = $1";
    sql::query(sql).bind(from).bind(to).execute(connection).await?;
    Ok(())
}

/// Moves the placements of a category to another one.
pub async fn move_to_category(connection: &mut Connection, from: i64, to: i64) -> sqlx::Result<()> {
    let sql = "UPDATE placements SET category_id = $2 WHERE category_id = $1";
    sql::query(sql).bind(from).bind(to).execute(connection).await?;
    Ok(())
}

/// Deletes a placement.
pub async fn remove(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("DELETE FROM placements WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
