//! Comments as readers send them.

use sqlx::SqliteConnection;

use super::{NewComment, SpamVerdict};
use crate::model::Milliseconds;

/// From whom a comment came, and whether others have said the same.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// The hash of the token of the browser.
    pub device: Option<String>,
    /// Whether it is by somebody who writes here and was logged in.
    pub is_staff: bool,
    /// A comment that would be published waits if there is another one like these.
    pub repeats: Option<Repeats>,
}

/// Comments with the same words in the same place, whoever wrote them: those that were taken away, and those that came a
/// moment ago.
#[derive(Clone, Debug)]
pub struct Repeats {
    /// What their guids begin with.
    pub guid: String,
    /// Those that were not taken away count from then on.
    pub since: Milliseconds,
}

/// A comment that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    pub id: i64,
    pub is_published: bool,
    /// How many published comments its post has now.
    pub count: i64,
}

/// Adds a comment that a reader has sent, and counts it when it is published. `None` when its guid is there already:
/// then nothing changes.
pub async fn add(
    connection: &mut SqliteConnection,
    comment: &NewComment,
    weighed: &SpamVerdict,
    provenance: &Provenance,
) -> sqlx::Result<Option<Added>> {
    let Provenance { device, is_staff, repeats } = provenance;
    let prefix = repeats.as_ref().map(|repeats| repeats.guid.as_str());
    // In one go: every statement is a way to the connection's thread and back. The last sign of the range follows the colon.
    let added: Vec<(i64, bool)> = sqlx::query_as(
        "INSERT INTO comments (post_id, parent_id, author_id, name, email, source, html, status, created_at,
                               address, guid, score, reasons, device, is_staff)
         VALUES ($1, $2, $3, $4, $5, $6, $7,
                 CASE WHEN $8 = 'published' AND EXISTS
                     (SELECT 1 FROM comments c WHERE c.guid >= $16 || ':' AND c.guid < $16 || ';' AND c.guid <> $11
                      AND (c.status IN ('trash', 'spam') OR c.created_at >= $17))
                 THEN 'waiting' ELSE $8 END,
                 $9, $10, $11, $12, $13, $14, $15)
         ON CONFLICT (guid) DO NOTHING RETURNING id, status = 'published';
         UPDATE posts SET comment_count = comment_count
             + (SELECT c.status = 'published' FROM comments c WHERE c.guid = $11)
         WHERE id = $1 AND changes() = 1 RETURNING comment_count, FALSE",
    )
    .bind(comment.post_id)
    .bind(comment.parent_id)
    .bind(comment.author_id)
    .bind(&comment.name)
    .bind(&comment.email)
    .bind(&comment.source)
    .bind(&comment.html)
    .bind(comment.status.as_str())
    .bind(comment.created_at)
    .bind(&comment.address)
    .bind(&comment.guid)
    .bind(weighed.score)
    .bind(&weighed.reasons)
    .bind(device)
    .bind(is_staff)
    .bind(prefix)
    .bind(repeats.as_ref().map(|repeats| repeats.since))
    .fetch_all(connection)
    .await?;
    Ok(match added[..] {
        [(id, is_published), (count, _)] => Some(Added { id, is_published, count }),
        _ => None,
    })
}

/// Notes that a comment is by somebody who writes here and was logged in.
pub async fn mark_staff(connection: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query("UPDATE comments SET is_staff = 1 WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
