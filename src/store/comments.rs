//! Comments.

mod added;
pub mod bulk_insert;
mod comment_context;
pub mod moderation;
pub mod newest;
pub mod personal_data;
pub mod queue;
pub mod thread;

pub use crate::model::admin::comment::ModerationStatus;
pub use added::{Added, Provenance, Repeats, add, mark_staff};
pub use comment_context::{CommentContext, CommentSender, find as find_comment_context};

use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::model::comment::CommentKind;
use crate::store::sql::{self, Connection, each};

/// A comment row as shown to readers.
#[derive(Clone, Debug, FromRow)]
pub struct CommentRow {
    pub id: i64,
    pub parent_id: Option<i64>,
    pub name: String,
    pub html: String,
    pub status: ModerationStatus,
    pub created_at: Milliseconds,
    pub author_slug: Option<String>,
    /// Whether a logged-in member of staff wrote it.
    pub is_staff: bool,
    /// May be empty.
    pub website: String,
    /// Whether another site states that it links to the post.
    pub is_mention: bool,
}

/// A comment to insert.
#[derive(Clone, Debug)]
pub struct NewComment {
    pub post_id: i64,
    pub parent_id: Option<i64>,
    pub author_id: Option<i64>,
    pub name: String,
    pub email: String,
    pub source: String,
    pub html: String,
    pub status: ModerationStatus,
    pub created_at: Milliseconds,
    pub address: Option<String>,
    /// The website of a commenter, a web address. May be empty.
    pub website: String,
    pub kind: CommentKind,
    pub guid: String,
}

/// The spam score of a comment on arrival, and its reasons as JSON.
#[derive(Clone, Debug, Default)]
pub struct SpamVerdict {
    pub score: Option<u8>,
    pub reasons: String,
}

const COLUMNS: &str =
    "SELECT c.id, c.parent_id, c.name, c.html, c.status, c.created_at, a.slug AS author_slug, c.is_staff,
     c.website, c.kind = 'mention' AS is_mention
     FROM comments c LEFT JOIN authors a ON a.id = c.author_id";

/// Adds a comment and returns its ID, or that of the comment with the same GUID. Comment counts are not updated.
pub async fn insert(connection: &mut Connection, comment: &NewComment) -> sqlx::Result<i64> {
    sql::query_scalar(each! {
        sqlite: "INSERT INTO comments (post_id, parent_id, author_id, name, email, source, html, status, created_at,
                                       address, guid, website, kind)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                 ON CONFLICT (guid) DO UPDATE SET guid = excluded.guid RETURNING id",
        postgres: "INSERT INTO comments (post_id, parent_id, author_id, name, email, source, html, status, created_at,
                                         address, guid, website, kind)
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                   ON CONFLICT (MD5(guid)) DO UPDATE SET guid = excluded.guid RETURNING id",
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
    .bind(&comment.website)
    .bind(comment.kind.as_str())
    .fetch_one(connection)
    .await
}

/// Finds a comment by GUID.
pub async fn find_by_guid(connection: &mut Connection, guid: &str) -> sqlx::Result<Option<CommentRow>> {
    let condition = each! { sqlite: "c.guid = $1", postgres: "MD5(c.guid) = MD5($1) AND c.guid = $1" };
    let sql = format!("{COLUMNS} WHERE {}", condition.of(connection.engine()));
    sql::query_as(sqlx::AssertSqlSafe(sql)).bind(guid).fetch_optional(connection).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::admin::comment::PreviousModeration;
    use crate::store::{posts, testing};

    #[tokio::test]
    async fn only_published_comments_count_and_show() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let post = posts::test_posts::post("tin", 1);
        let (post_id, _) = posts::add(&mut writing, &post).await.unwrap().unwrap();
        let comment = NewComment {
            post_id,
            parent_id: None,
            author_id: None,
            name: "Lan".to_owned(),
            email: "lan@example.org".to_owned(),
            source: "Hay".to_owned(),
            html: "<p>Hay</p>".to_owned(),
            status: ModerationStatus::Waiting,
            created_at: 1,
            address: None,
            website: String::new(),
            kind: crate::model::comment::CommentKind::Comment,
            guid: "a".to_owned(),
        };
        let is_known_as = async |writing: &mut Connection, device, email, name| {
            let sender = CommentSender { device, email, name };
            find_comment_context(writing, post_id, None, sender).await.unwrap().unwrap().is_known
        };
        let is_known = async |writing: &mut Connection| is_known_as(writing, "device", "lan@example.org", "Lan").await;
        let weighed = SpamVerdict::default();
        let provenance = Provenance { device: Some("device".to_owned()), ..Provenance::default() };
        let Added { id, count, .. } = add(&mut writing, &comment, &weighed, &provenance).await.unwrap().unwrap();
        assert_eq!(count, 0, "it waits");
        assert_eq!(add(&mut writing, &comment, &weighed, &provenance).await.unwrap(), None, "a retry adds nothing");
        assert_eq!(find_by_guid(&mut writing, "a").await.unwrap().unwrap().id, id);
        let shown = async |writing: &mut Connection| {
            thread::list(writing, post_id, &thread::ThreadCursor::Start, 9).await.unwrap().rows.len()
        };
        assert_eq!(shown(&mut writing).await, 0);
        assert!(!is_known(&mut writing).await);
        assert_eq!(queue::count(&mut writing, None).await.unwrap().waiting, 1);

        let put = async |writing: &mut Connection, status| {
            let standing = moderation::find(writing, id).await.unwrap().unwrap().standing();
            moderation::set_status(writing, PreviousModeration { status, ..standing }).await.unwrap();
            posts::recount_comments(writing, post_id).await.unwrap();
        };
        put(&mut writing, ModerationStatus::Published).await;
        assert_eq!(shown(&mut writing).await, 1);
        assert!(is_known(&mut writing).await);
        for (device, email, name) in [
            ("another", "lan@example.org", "Lan"),
            ("device", "minh@example.org", "Lan"),
            ("device", "lan@example.org", "Minh"),
        ] {
            assert!(!is_known_as(&mut writing, device, email, name).await, "{device} {email} {name}");
        }
        let found = posts::find(&mut writing, posts::PostKind::Post, "tin").await.unwrap().unwrap();
        assert_eq!(found.comment_count, 1);

        put(&mut writing, ModerationStatus::Trash).await;
        let found = posts::find(&mut writing, posts::PostKind::Post, "tin").await.unwrap().unwrap();
        assert_eq!(found.comment_count, 0);
        assert_eq!(moderation::find(&mut writing, id).await.unwrap().unwrap().status, ModerationStatus::Trash);
        let shown = NewComment { status: ModerationStatus::Published, guid: "b".to_owned(), ..comment };
        for _ in 0..2 {
            add(&mut writing, &shown, &weighed, &provenance).await.unwrap();
        }
        assert_eq!(posts::count_comments(&mut writing, post_id).await.unwrap(), 1, "counted once");
        assert!(moderation::find(&mut writing, 99).await.unwrap().is_none());
    }
}
