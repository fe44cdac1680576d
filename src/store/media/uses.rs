use sqlx::{AssertSqlSafe, FromRow};

use crate::model::admin::post::PostKind;
use crate::store::sql::{self, Connection};

/// A post that uses a picture.
#[derive(Clone, Debug, FromRow)]
pub struct UseRow {
    pub id: i64,
    pub kind: PostKind,
    pub title: String,
}

/// The posts visible to an author: published ones and the author's own. `$2` is null for users who may see all.
const KNOWN: &str = "($2 IS NULL OR p.status = 'published' OR (p.kind = 'post' AND COALESCE(p.author_id, -1) = $2))";

/// Lists the posts that use a picture, last changed first, as far as an author may see them.
pub async fn list_uses(connection: &mut Connection, media: i64, author: Option<i64>) -> sqlx::Result<Vec<UseRow>> {
    let sql = format!(
        "SELECT p.id, p.kind, p.title FROM post_media pm JOIN posts p ON p.id = pm.post_id
         WHERE pm.media_id = $1 AND {KNOWN} ORDER BY p.updated_at DESC, p.id DESC LIMIT 100"
    );
    sql::query_as(AssertSqlSafe(sql)).bind(media).bind(author).fetch_all(connection).await
}

/// Counts the posts that use a picture and that an author may not see.
pub async fn count_hidden_uses(connection: &mut Connection, media: i64, author: Option<i64>) -> sqlx::Result<i64> {
    let sql = format!(
        "SELECT COUNT(*) FROM post_media pm JOIN posts p ON p.id = pm.post_id WHERE pm.media_id = $1 AND NOT {KNOWN}"
    );
    sql::query_scalar(AssertSqlSafe(sql)).bind(media).bind(author).fetch_one(connection).await
}

/// Lists the texts outside of posts that mention pictures, and the pictures of categories, portraits and banners.
pub async fn list_texts(connection: &mut Connection) -> sqlx::Result<Vec<String>> {
    sql::query_scalar(
        "SELECT description FROM terms WHERE description LIKE '%/media/%'
         UNION ALL SELECT biography FROM authors WHERE biography LIKE '%/media/%'
         UNION ALL SELECT image_src FROM terms WHERE image_src LIKE '%/media/%'
         UNION ALL SELECT text FROM front_sections WHERE text LIKE '%/media/%'
         UNION ALL SELECT portrait FROM authors WHERE portrait LIKE '/media/%'
         UNION ALL SELECT source FROM placements WHERE source LIKE '%/media/%'
         UNION ALL SELECT '/media/' || media_id || '/' FROM placements WHERE media_id IS NOT NULL",
    )
    .fetch_all(connection)
    .await
}

/// Replaces the set of pictures that a post uses. Unknown IDs are skipped.
pub async fn set_shown(connection: &mut Connection, post: i64, media: &[i64]) -> sqlx::Result<()> {
    sql::query("DELETE FROM post_media WHERE post_id = $1").bind(post).execute(&mut *connection).await?;
    add_shown(connection, post, media).await
}

/// Adds pictures that a post uses. Unknown IDs are skipped.
pub async fn add_shown(connection: &mut Connection, post: i64, media: &[i64]) -> sqlx::Result<()> {
    for id in media {
        sql::query(
            "INSERT INTO post_media (post_id, media_id) SELECT $1, m.id FROM media m WHERE m.id = $2
             ON CONFLICT (post_id, media_id) DO NOTHING",
        )
        .bind(post)
        .bind(id)
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}
