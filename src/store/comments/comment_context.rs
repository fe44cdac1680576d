use sqlx::{FromRow, SqliteConnection};

use crate::model::Milliseconds;
use crate::model::admin::post::CommentPolicy;
use crate::store::spam_tokens::TokenCount;

/// What has to be known of a site when a comment comes. Read at once: every statement is a way to the connection's thread
/// and back.
#[derive(Clone, Debug, FromRow)]
pub struct CommentContext {
    /// What the post itself says of comments.
    pub comments: CommentPolicy,
    pub published_at: Milliseconds,
    /// Whether the comment that is answered is published; `None` when there is none such below the post.
    pub answers_published: Option<bool>,
    /// Whose post it is.
    pub post_author: Option<i64>,
    /// Whether a comment of the same person has been published that came from the same browser.
    pub is_known: bool,
    /// How often rules, and those who write here, have changed.
    pub screening_version: i64,
    /// How many comments the spam score has learned from.
    #[sqlx(flatten)]
    pub learned: TokenCount,
}

/// Who sends a comment, as far as that can be shown.
#[derive(Clone, Copy, Debug)]
pub struct CommentSender<'a> {
    /// The hash of the token of their browser.
    pub device: &'a str,
    pub email: &'a str,
    pub name: &'a str,
}

/// Reads it for a comment on this post, which answers another or none. `None` when the post is not published.
pub async fn find(
    connection: &mut SqliteConnection,
    post: i64,
    parent: Option<i64>,
    sender: CommentSender<'_>,
) -> sqlx::Result<Option<CommentContext>> {
    sqlx::query_as(
        "SELECT p.comments, p.published_at, p.author_id AS post_author,
                (SELECT c.status = 'published' FROM comments c WHERE c.id = $2 AND c.post_id = p.id)
                    AS answers_published,
                EXISTS (SELECT 1 FROM comments c WHERE c.device = $3 AND c.status = 'published'
                        AND c.email = $4 AND c.name = $5) AS is_known,
                COALESCE((SELECT value FROM change_counters WHERE name = 'screening'), 0) AS screening_version,
                COALESCE(l.spam, 0) AS spam, COALESCE(l.ham, 0) AS ham
         FROM posts p LEFT JOIN spam_tokens l ON l.token = ''
         WHERE p.id = $1 AND p.status = 'published'",
    )
    .bind(post)
    .bind(parent)
    .bind(sender.device)
    .bind(sender.email)
    .bind(sender.name)
    .fetch_optional(connection)
    .await
}
