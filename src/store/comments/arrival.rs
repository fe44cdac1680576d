use sqlx::{FromRow, SqliteConnection};

use crate::model::Milliseconds;
use crate::store::lessons::Tally;

/// What has to be known of a site when a comment comes. Read at once: every statement is a way to the connection's thread
/// and back.
#[derive(Clone, Debug, FromRow)]
pub struct Arrival {
    /// What the post itself says of comments.
    pub comments: String,
    pub published_at: Milliseconds,
    /// Whether the comment that is answered is published; `None` when there is none such below the post.
    pub answers_published: Option<bool>,
    /// Whether a comment by the same email address has been published before.
    pub is_known: bool,
    /// Whether there are rules that block comments.
    pub has_rules: bool,
    /// How many comments the spam score has learned from.
    #[sqlx(flatten)]
    pub learned: Tally,
}

/// Reads it for a comment on this post, which answers another or none. `None` when the post is not published.
pub async fn find(
    connection: &mut SqliteConnection,
    post: i64,
    parent: Option<i64>,
    email: &str,
) -> sqlx::Result<Option<Arrival>> {
    sqlx::query_as(
        "SELECT p.comments, p.published_at,
                (SELECT c.status = 'published' FROM comments c WHERE c.id = $2 AND c.post_id = p.id)
                    AS answers_published,
                EXISTS (SELECT 1 FROM comments c WHERE c.email = $3 AND c.status = 'published') AS is_known,
                EXISTS (SELECT 1 FROM blocks) AS has_rules,
                COALESCE(l.spam, 0) AS spam, COALESCE(l.ham, 0) AS ham
         FROM posts p LEFT JOIN spam_tokens l ON l.token = ''
         WHERE p.id = $1 AND p.status = 'published'",
    )
    .bind(post)
    .bind(parent)
    .bind(email)
    .fetch_optional(connection)
    .await
}
