//! Inserting comments that readers send.

use super::{NewComment, SpamVerdict};
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection, each};

/// The origin of a comment, and the search for repeated ones.
#[derive(Clone, Debug, Default)]
pub struct Provenance {
    /// Hash of the browser's device token.
    pub device: Option<String>,
    /// Whether a logged-in member of staff wrote it.
    pub is_staff: bool,
    /// A comment that would be published is held for moderation if there is another one like these.
    pub repeats: Option<Repeats>,
}

/// Comments with the same text in the same place, from any sender: those in the trash or spam, and recent ones.
#[derive(Clone, Debug)]
pub struct Repeats {
    /// The prefix of their GUIDs.
    pub guid: String,
    /// Comments that were not removed count if they were sent since this time.
    pub since: Milliseconds,
}

/// The result of adding a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Added {
    pub id: i64,
    pub is_published: bool,
    /// Number of published comments of the post.
    pub count: i64,
}

/// Adds a reader's comment, and updates the post's count if it is published. Returns `None` and changes nothing if the
/// GUID exists.
pub async fn add(
    connection: &mut Connection,
    comment: &NewComment,
    weighed: &SpamVerdict,
    provenance: &Provenance,
) -> sqlx::Result<Option<Added>> {
    let Provenance { device, is_staff, repeats } = provenance;
    let prefix = repeats.as_ref().map(|repeats| repeats.guid.as_str());
    // In one call: each is a round trip to the connection's thread. `;` follows `:`, which ends the range of GUIDs.
    let added: Vec<(i64, bool)> = sql::query_as(each! {
        sqlite: "INSERT INTO comments (post_id, parent_id, author_id, name, email, source, html, status, created_at,
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
        postgres: "WITH added AS (
                       INSERT INTO comments (post_id, parent_id, author_id, name, email, source, html, status, created_at,
                                             address, guid, score, reasons, device, is_staff)
                       VALUES ($1, $2, $3, $4, $5, $6, $7,
                               CASE WHEN $8 = 'published' AND EXISTS
                                   (SELECT 1 FROM comments c WHERE SUBSTR(c.guid, 1, 200) >= $16 || ':'
                                    AND SUBSTR(c.guid, 1, 200) < $16 || ';' AND c.guid <> $11
                                    AND (c.status IN ('trash', 'spam') OR c.created_at >= $17))
                               THEN 'waiting' ELSE $8 END,
                               $9, $10, $11, $12, $13, $14, $15)
                       ON CONFLICT DO NOTHING RETURNING id, status),
                   counted AS (
                       UPDATE posts p SET comment_count = p.comment_count + CASE WHEN a.status = 'published' THEN 1 ELSE 0 END
                       FROM added a WHERE p.id = $1 RETURNING p.comment_count)
                   SELECT value, is_published FROM (
                       SELECT 1 AS number, id AS value, status = 'published' AS is_published FROM added
                       UNION ALL SELECT 2, comment_count, FALSE FROM counted) found
                   ORDER BY number",
    })
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

/// Marks a comment as written by a logged-in member of staff.
pub async fn mark_staff(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query("UPDATE comments SET is_staff = TRUE WHERE id = $1").bind(id).execute(connection).await?;
    Ok(())
}
