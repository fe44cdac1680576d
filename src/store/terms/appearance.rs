//! Colours and pictures of categories, and whether their pages have sections.

use sqlx::FromRow;

use crate::model::term::{TermAppearance, TermColor};
use crate::store::sql::{self, Connection};

#[derive(FromRow)]
struct AppearanceRow {
    id: i64,
    color: String,
    image_src: String,
    has_front_page: bool,
}

impl AppearanceRow {
    fn appearance(self) -> (i64, TermAppearance) {
        // A colour that this version does not know is none.
        let color = TermColor::parse(&self.color);
        (self.id, TermAppearance { color, image_src: self.image_src, has_front_page: self.has_front_page })
    }
}

/// Finds the appearance of a term.
pub async fn find(connection: &mut Connection, id: i64) -> sqlx::Result<TermAppearance> {
    let row: Option<AppearanceRow> =
        sql::query_as("SELECT id, color, image_src, has_front_page FROM terms WHERE id = $1")
            .bind(id)
            .fetch_optional(connection)
            .await?;
    Ok(row.map(|row| row.appearance().1).unwrap_or_default())
}

/// Lists the terms whose appearance is not the usual one.
pub async fn list(connection: &mut Connection) -> sqlx::Result<Vec<(i64, TermAppearance)>> {
    let rows: Vec<AppearanceRow> = sql::query_as(
        "SELECT id, color, image_src, has_front_page FROM terms
         WHERE kind = 'category' AND (color <> '' OR image_src <> '' OR has_front_page)",
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(AppearanceRow::appearance).collect())
}

/// Sets the appearance of a term.
pub async fn set(connection: &mut Connection, id: i64, appearance: &TermAppearance) -> sqlx::Result<()> {
    let color = appearance.color.map(TermColor::as_str).unwrap_or_default();
    sql::query(
        "UPDATE terms SET color = $2, image_src = $3, has_front_page = $4
         WHERE id = $1 AND (color <> $2 OR image_src <> $3 OR has_front_page <> $4)",
    )
    .bind(id)
    .bind(color)
    .bind(&appearance.image_src)
    .bind(appearance.has_front_page)
    .execute(connection)
    .await?;
    Ok(())
}

/// Shows another picture for the categories that have this one of the library.
pub async fn replace_picture(connection: &mut Connection, old: i64, path: &str) -> sqlx::Result<()> {
    sql::query("UPDATE terms SET image_src = $2 WHERE image_src LIKE '/media/' || $1 || '/%'")
        .bind(old.to_string())
        .bind(path)
        .execute(connection)
        .await?;
    Ok(())
}
