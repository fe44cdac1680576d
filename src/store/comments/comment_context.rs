use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::model::admin::post::CommentPolicy;
use crate::store::spam_tokens::TokenCount;
use crate::store::sql::{self, Connection};

/// What is needed to accept a new comment, read in one query: each is a round trip to the connection's thread.
#[derive(Clone, Debug, FromRow)]
pub struct CommentContext {
    /// The post's own comment setting.
    pub comments: CommentPolicy,
    pub published_at: Milliseconds,
    /// Whether the comment being replied to is published, or `None` if the post has no such comment.
    pub answers_published: Option<bool>,
    /// The author of the post.
    pub post_author: Option<i64>,
    /// Whether a comment with the same name, email address and device token has been published.
    pub is_known: bool,
    /// Counter of changes to the block rules and the staff.
    pub screening_version: i64,
    /// Number of comments that the spam filter was trained on.
    #[sqlx(flatten)]
    pub learned: TokenCount,
}

/// The sender of a comment, as far as known.
#[derive(Clone, Copy, Debug)]
pub struct CommentSender<'a> {
    /// Hash of the browser's device token.
    pub device: &'a str,
    pub email: &'a str,
    pub name: &'a str,
}

/// Reads the context for a comment on a post, with an optional parent. Returns `None` if the post is not published.
pub async fn find(
    connection: &mut Connection,
    post: i64,
    parent: Option<i64>,
    sender: CommentSender<'_>,
) -> sqlx::Result<Option<CommentContext>> {
    sql::query_as(
        "SELECT p.comments, COALESCE(p.published_at, 0) AS published_at, p.author_id AS post_author,
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
