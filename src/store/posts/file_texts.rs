use crate::store::sql::{self, Connection, each};
use sqlx::FromRow;

/// The fields of a post that may reference files.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct TextRow {
    pub id: i64,
    pub source: String,
    pub html: String,
    pub image_src: String,
}

/// Finds the texts of the imported post with this GUID.
pub async fn find_texts(connection: &mut Connection, guid: &str) -> sqlx::Result<Option<TextRow>> {
    let sql = each! {
        sqlite: "SELECT id, source, html, image_src FROM posts WHERE guid = $1",
        postgres: "SELECT id, source, html, image_src FROM posts WHERE MD5(guid) = MD5($1) AND guid = $1",
    };
    sql::query_as(sql).bind(guid).fetch_optional(connection).await
}

/// Lists the texts of the posts that use a file of the library, by ID, after the given one.
pub async fn list_texts(connection: &mut Connection, media: i64, after: i64, limit: u32) -> sqlx::Result<Vec<TextRow>> {
    sql::query_as(
        "SELECT p.id, p.source, p.html, p.image_src FROM post_media pm JOIN posts p ON p.id = pm.post_id
         WHERE pm.media_id = $1 AND p.id > $2 ORDER BY p.id LIMIT $3",
    )
    .bind(media)
    .bind(after)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Sets the title and description for search engines of an imported post.
pub async fn set_search_texts(
    connection: &mut Connection,
    id: i64,
    title: &str,
    description: &str,
) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET seo_title = $2, seo_description = $3 WHERE id = $1")
        .bind(id)
        .bind(title)
        .bind(description)
        .execute(connection)
        .await?;
    Ok(())
}

/// Has search engines leave out an imported post.
pub async fn set_noindex(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET noindex = TRUE WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}

/// Sets the address that search engines are to name for an imported post.
pub async fn set_canonical(connection: &mut Connection, id: i64, canonical: &str) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET canonical = $2 WHERE id = $1").bind(id).bind(canonical).execute(connection).await?;
    Ok(())
}

/// Stores the texts of a post found by [`find_texts`] or [`list_texts`]. Only file URLs have changed, so this is not a new version.
pub async fn set_texts(connection: &mut Connection, texts: &TextRow) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET source = $2, html = $3, image_src = $4 WHERE id = $1")
        .bind(texts.id)
        .bind(&texts.source)
        .bind(&texts.html)
        .bind(&texts.image_src)
        .execute(connection)
        .await?;
    Ok(())
}
