//! The custom menus.

use sqlx::FromRow;

use crate::model::admin::menu::{MenuItem, MenuPlace};
use crate::store::sql::{self, Connection};
use crate::text::fold::sort_by_name;

/// A menu item row.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct MenuItemRow {
    pub title: String,
    /// A path of the site, or an external URL. Empty: the item only groups those below it.
    pub target: String,
    pub place: MenuPlace,
    /// 0, or 1 for an item that is below the last one of level 0 before it.
    pub level: i64,
}

impl From<MenuItemRow> for MenuItem {
    fn from(row: MenuItemRow) -> MenuItem {
        MenuItem { title: row.title, target: row.target, place: row.place, is_below: row.level > 0 }
    }
}

/// A page that could be added to the menu.
#[derive(Clone, Debug, FromRow)]
pub struct MenuPageRow {
    pub slug: String,
    pub title: String,
}

/// Lists the items of all places, each in its order.
pub async fn list(connection: &mut Connection) -> sqlx::Result<Vec<MenuItemRow>> {
    sql::query_as("SELECT title, target, place, level FROM menu_items ORDER BY position, id")
        .fetch_all(connection)
        .await
}

/// Lists the posts that items lead to, in any status.
pub async fn list_posts(connection: &mut Connection) -> sqlx::Result<Vec<i64>> {
    sql::query_scalar(
        "SELECT p.id FROM menu_items m JOIN posts p ON p.kind = 'post' AND p.slug = SUBSTR(m.target, 8)
         WHERE m.target LIKE '/posts/%'",
    )
    .fetch_all(connection)
    .await
}

/// Lists the targets of items that lead nowhere now: deleted terms and unpublished posts and pages. Targets with a
/// redirect are fine.
pub async fn list_dangling(connection: &mut Connection) -> sqlx::Result<Vec<String>> {
    sql::query_scalar(
        "SELECT m.target FROM menu_items m
         WHERE NOT EXISTS (SELECT 1 FROM redirects r WHERE r.path = m.target)
           AND ((LOWER(m.target) LIKE '/category/%' AND NOT EXISTS (
                     SELECT 1 FROM terms t WHERE t.kind = 'category' AND m.target = '/category/' || t.slug))
             OR (LOWER(m.target) LIKE '/tag/%' AND NOT EXISTS (
                     SELECT 1 FROM terms t WHERE t.kind = 'tag' AND m.target = '/tag/' || t.slug))
             OR EXISTS (SELECT 1 FROM posts p WHERE p.kind = 'page' AND p.status <> 'published'
                                               AND p.slug = SUBSTR(m.target, 2))
             OR EXISTS (SELECT 1 FROM posts p WHERE p.kind = 'post' AND p.status <> 'published'
                                               AND LOWER(m.target) LIKE '/posts/%' AND p.slug = SUBSTR(m.target, 8)))",
    )
    .fetch_all(connection)
    .await
}

/// Replaces all items.
pub async fn replace(connection: &mut Connection, items: &[MenuItemRow]) -> sqlx::Result<()> {
    sql::query("DELETE FROM menu_items").execute(&mut *connection).await?;
    for (position, item) in (0_i64..).zip(items) {
        sql::query("INSERT INTO menu_items (position, title, target, place, level) VALUES ($1, $2, $3, $4, $5)")
            .bind(position)
            .bind(&item.title)
            .bind(&item.target)
            .bind(item.place.as_str())
            .bind(item.level)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Changes the target of all items with a moved path.
pub async fn retarget(connection: &mut Connection, from: &str, to: &str) -> sqlx::Result<()> {
    sql::query("UPDATE menu_items SET target = $2 WHERE target = $1").bind(from).bind(to).execute(connection).await?;
    Ok(())
}

/// Lists all published pages by title.
pub async fn list_pages(connection: &mut Connection) -> sqlx::Result<Vec<MenuPageRow>> {
    let sql = "SELECT slug, title FROM posts WHERE kind = 'page' AND status = 'published'";
    let mut rows: Vec<MenuPageRow> = sql::query_as(sql).fetch_all(connection).await?;
    sort_by_name(&mut rows, |row| &row.title);
    Ok(rows)
}
