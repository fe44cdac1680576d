//! Numbers of posts and comments. Triggers maintain the counts (migration 0005).

use crate::model::admin::comment::ModerationStatus;
use crate::model::admin::post::{PostKind, PostStatus};
use crate::store::sql::{self, Connection};

/// Counts the posts of a kind by status: all, or those of one author.
pub async fn posts(
    connection: &mut Connection,
    kind: PostKind,
    author: Option<i64>,
) -> sqlx::Result<Vec<(PostStatus, i64)>> {
    let rows: Vec<(PostStatus, i64)> = sql::query_as(
        "SELECT status, CAST(SUM(count) AS BIGINT) FROM post_counts
         WHERE kind = $1 AND ($2 IS NULL OR author_id = $2) GROUP BY status HAVING SUM(count) > 0",
    )
    .bind(kind.as_str())
    .bind(author)
    .fetch_all(connection)
    .await?;
    // In the order of the tabs.
    let find = |status: PostStatus| rows.iter().find(|(found, _)| *found == status).copied();
    Ok(PostStatus::ALL.into_iter().filter_map(find).collect())
}

/// Counts the comments of a status: on all posts, or on those of one author.
pub async fn comments(connection: &mut Connection, status: ModerationStatus, author: Option<i64>) -> sqlx::Result<i64> {
    sql::query_scalar(
        "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM comment_counts WHERE status = $1 AND ($2 IS NULL OR author_id = $2)",
    )
    .bind(status.as_str())
    .bind(author)
    .fetch_one(connection)
    .await
}

/// The index to use for finding the newest comments of a status on one author's posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QueueIndex {
    /// There are no such comments.
    None,
    /// Scan all comments from the newest, until enough are on the author's posts.
    ByTime,
    /// Scan all comments on the author's posts.
    ByPost,
}

/// The `FROM` clause for [`QueueIndex::ByTime`]. The join order matters. Callers add the condition `p.id = c.post_id`.
pub const BY_TIME: &str = "comments c CROSS JOIN posts p";
/// The `FROM` clause for [`QueueIndex::ByPost`]. The join order matters. Callers add the condition `p.id = c.post_id`.
pub const BY_POST: &str = "posts p CROSS JOIN comments c";

/// Chooses the way that reads fewer rows for the first `limit` comments.
pub async fn choose_index(
    connection: &mut Connection,
    status: ModerationStatus,
    author: i64,
    limit: u32,
) -> sqlx::Result<QueueIndex> {
    let found = comments(connection, status, Some(author)).await?;
    if found == 0 {
        return Ok(QueueIndex::None);
    }
    let all = comments(connection, status, None).await?;
    let posts: i64 =
        sql::query_scalar("SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM post_counts WHERE author_id = $1")
            .bind(author)
            .fetch_one(connection)
            .await?;
    let by_time = i64::from(limit).saturating_mul(all) / found;
    Ok(if by_time <= posts + found { QueueIndex::ByTime } else { QueueIndex::ByPost })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::comments::{self, NewComment, Provenance, SpamVerdict};
    use crate::store::{posts, testing};

    /// Compares the counts of the triggers with the actual ones.
    async fn compare(connection: &mut Connection) {
        for (kept, counted) in [
            (
                "SELECT kind || author_id || status || count FROM post_counts WHERE count <> 0 ORDER BY 1",
                "SELECT kind || COALESCE(author_id, -1) || status || COUNT(*) FROM posts
                 GROUP BY kind, COALESCE(author_id, -1), status ORDER BY 1",
            ),
            (
                "SELECT author_id || status || count FROM comment_counts WHERE count <> 0 ORDER BY 1",
                "SELECT COALESCE(p.author_id, -1) || c.status || COUNT(*)
                 FROM comments c JOIN posts p ON p.id = c.post_id GROUP BY COALESCE(p.author_id, -1), c.status ORDER BY 1",
            ),
        ] {
            let kept: Vec<String> = sql::query_scalar(kept).fetch_all(&mut *connection).await.unwrap();
            let counted: Vec<String> = sql::query_scalar(counted).fetch_all(&mut *connection).await.unwrap();
            assert_eq!(kept, counted);
        }
    }

    #[tokio::test]
    async fn triggers_keep_counts_correct() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        sql::query("INSERT INTO authors (id, slug, name) VALUES (1, 'lan', 'Lan'), (2, 'minh', 'Minh')")
            .execute(&mut writing)
            .await
            .unwrap();
        for number in 0..6_i64 {
            let post = posts::NewPost {
                author_id: Some(number % 3).filter(|author| *author > 0),
                ..posts::test_posts::post(&format!("tin-{number}"), number + 1)
            };
            let (post_id, _) = posts::add(&mut writing, &post).await.unwrap().unwrap();
            for (place, status) in ModerationStatus::ALL.into_iter().enumerate() {
                let comment = NewComment {
                    post_id,
                    parent_id: None,
                    author_id: None,
                    name: "Út".to_owned(),
                    email: "ut@example.org".to_owned(),
                    source: "Hay".to_owned(),
                    html: "<p>Hay</p>".to_owned(),
                    status,
                    created_at: 1,
                    address: None,
                    website: String::new(),
                    kind: crate::model::comment::CommentKind::Comment,
                    guid: format!("{number}-{place}"),
                };
                comments::add(&mut writing, &comment, &SpamVerdict::default(), &Provenance::default()).await.unwrap();
            }
        }
        for change in [
            "SELECT 1",
            "UPDATE posts SET status = 'draft' WHERE id = 1",
            "UPDATE posts SET author_id = 2 WHERE id IN (1, 2)",
            "UPDATE posts SET author_id = NULL, status = 'trash' WHERE id = 3",
            "UPDATE comments SET status = 'published' WHERE post_id = 2",
            "UPDATE comments SET post_id = 4 WHERE post_id = 2 AND status = 'published'",
            "DELETE FROM comments WHERE post_id = 4 AND status = 'published'",
            "DELETE FROM posts WHERE id IN (3, 5)",
            "DELETE FROM posts",
        ] {
            sql::query(change).execute(&mut writing).await.unwrap();
            compare(&mut writing).await;
            // Authors without a profile have the ID 0.
            assert!(posts(&mut writing, PostKind::Post, Some(0)).await.unwrap().is_empty());
            assert_eq!(comments(&mut writing, ModerationStatus::Spam, Some(0)).await.unwrap(), 0);
            let of_minh = comments(&mut writing, ModerationStatus::Spam, Some(2)).await.unwrap();
            let expected = if of_minh == 0 { QueueIndex::None } else { QueueIndex::ByTime };
            assert_eq!(choose_index(&mut writing, ModerationStatus::Spam, 2, 1).await.unwrap(), expected, "{change}");
        }
        assert!(posts(&mut writing, PostKind::Post, None).await.unwrap().is_empty());
    }
}
