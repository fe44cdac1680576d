use sqlx::{AssertSqlSafe, FromRow, SqliteConnection};

use crate::model::admin::post::PostKind;

/// A post that shows a picture.
#[derive(Clone, Debug, FromRow)]
pub struct UseRow {
    pub id: i64,
    pub kind: PostKind,
    pub title: String,
}

/// What an author may know of: what readers see, and their own posts. `$2` is null for those who may know of all.
const KNOWN: &str = "($2 IS NULL OR p.status = 'published' OR (p.kind = 'post' AND COALESCE(p.author_id, -1) = $2))";

/// The posts that show a picture, the last changed first; for an author those that they may know of.
pub async fn list_uses(
    connection: &mut SqliteConnection,
    media: i64,
    author: Option<i64>,
) -> sqlx::Result<Vec<UseRow>> {
    let sql = format!(
        "SELECT p.id, p.kind, p.title FROM post_media pm JOIN posts p ON p.id = pm.post_id
         WHERE pm.media_id = $1 AND {KNOWN} ORDER BY p.updated_at DESC, p.id DESC LIMIT 100"
    );
    sqlx::query_as(AssertSqlSafe(sql)).bind(media).bind(author).fetch_all(connection).await
}

/// How many more posts show it than an author may know of.
pub async fn count_hidden_uses(
    connection: &mut SqliteConnection,
    media: i64,
    author: Option<i64>,
) -> sqlx::Result<i64> {
    let sql = format!(
        "SELECT COUNT(*) FROM post_media pm JOIN posts p ON p.id = pm.post_id WHERE pm.media_id = $1 AND NOT {KNOWN}"
    );
    sqlx::query_scalar(AssertSqlSafe(sql)).bind(media).bind(author).fetch_one(connection).await
}

/// Keeps which pictures a post shows: these, and no others. Pictures that are not there are passed over.
pub async fn set_shown(connection: &mut SqliteConnection, post: i64, media: &[i64]) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM post_media WHERE post_id = $1").bind(post).execute(&mut *connection).await?;
    add_shown(connection, post, media).await
}

/// Keeps that a post shows pictures. Those that are not there are passed over.
pub async fn add_shown(connection: &mut SqliteConnection, post: i64, media: &[i64]) -> sqlx::Result<()> {
    for id in media {
        sqlx::query(
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
