//! The comments of a post in reading order, paginated: each comment before its replies.

use sqlx::{AssertSqlSafe, FromRow};

use super::CommentRow;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection, QueryBuilder};

/// Digits of one key of a sort key (`place`). The first key is that of the thread's first comment.
const KEY: usize = 19;
/// Maximum number of keys in a sort key.
const KEYS: usize = 5;

/// A comment with its sort key within the post (see the migration that adds `place`).
#[derive(Clone, Debug, FromRow)]
pub struct ThreadRow {
    #[sqlx(flatten)]
    pub comment: CommentRow,
    pub place: String,
}

impl ThreadRow {
    /// Returns the nesting depth; 1 for a comment that is not a reply.
    pub fn depth(&self) -> usize {
        self.place.len() / KEY
    }
}

/// Returns the first key of a sort key, which all comments of a thread share.
pub fn root(place: &str) -> &str {
    place.get(..KEY).unwrap_or(place)
}

/// Where a page of comments starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ThreadCursor {
    Start,
    /// The comments after this sort key.
    After(String),
    /// The comments that end before this sort key.
    Before(String),
}

/// Returns whether a text has the form of a sort key. It comes from a URL.
pub fn is_sort_key(text: &str) -> bool {
    !text.is_empty()
        && text.len() <= KEY * KEYS
        && text.len().is_multiple_of(KEY)
        && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
}

/// A page of comments.
#[derive(Clone, Debug)]
pub struct ThreadRows {
    pub rows: Vec<ThreadRow>,
    pub has_earlier: bool,
    pub has_later: bool,
}

const COLUMNS: &str =
    "SELECT c.id, c.parent_id, c.name, c.html, c.status, c.created_at, a.slug AS author_slug, c.is_staff,
     c.website, c.kind = 'mention' AS is_mention, c.place
     FROM comments c LEFT JOIN authors a ON a.id = c.author_id WHERE c.post_id = $1";

/// Reads a page of at most `limit` published comments. It starts or ends between two threads, unless a thread is longer
/// than half a page. Keyset pagination: the last page is as fast as the first.
pub async fn list(
    connection: &mut Connection,
    post: i64,
    cursor: &ThreadCursor,
    limit: usize,
) -> sqlx::Result<ThreadRows> {
    let (bound, order, place) = match cursor {
        ThreadCursor::Start => (">", "ASC", ""),
        ThreadCursor::After(place) => (">", "ASC", place.as_str()),
        ThreadCursor::Before(place) => ("<", "DESC", place.as_str()),
    };
    // One more row than requested tells whether there is another page.
    let sql = format!("{COLUMNS} AND c.status = 'published' AND c.place {bound} $2 ORDER BY c.place {order} LIMIT $3");
    let mut rows: Vec<ThreadRow> =
        sql::query_as(AssertSqlSafe(sql)).bind(post).bind(place).bind(limit as i64 + 1).fetch_all(connection).await?;
    let more = rows.len() > limit;
    if more {
        let is_between = |size: &usize| root(&rows[*size].place) != root(&rows[*size - 1].place);
        let size = (limit / 2..=limit).rev().filter(|size| *size > 0).find(is_between).unwrap_or(limit);
        rows.truncate(size);
    }
    Ok(match cursor {
        ThreadCursor::Start => ThreadRows { rows, has_earlier: false, has_later: more },
        ThreadCursor::After(_) => ThreadRows { rows, has_earlier: true, has_later: more },
        ThreadCursor::Before(_) => {
            rows.reverse();
            ThreadRows { rows, has_earlier: more, has_later: true }
        }
    })
}

/// Reads at most `limit` published comments, newest first, that are older than a time and ID. The second value tells
/// whether there are more.
pub async fn list_newest(
    connection: &mut Connection,
    post: i64,
    before: Option<(Milliseconds, i64)>,
    limit: usize,
) -> sqlx::Result<(Vec<ThreadRow>, bool)> {
    let (at, id) = before.unwrap_or((Milliseconds::MAX, i64::MAX));
    let sql = format!(
        "{COLUMNS} AND c.status = 'published' AND (c.created_at, c.id) < ($2, $3)
         ORDER BY c.created_at DESC, c.id DESC LIMIT $4"
    );
    let query = sql::query_as(AssertSqlSafe(sql)).bind(post).bind(at).bind(id).bind(limit as i64 + 1);
    let mut rows: Vec<ThreadRow> = query.fetch_all(connection).await?;
    let has_more = rows.len() > limit;
    rows.truncate(limit);
    Ok((rows, has_more))
}

/// Finds a comment of a post in any status.
pub async fn find(connection: &mut Connection, post: i64, id: i64) -> sqlx::Result<Option<ThreadRow>> {
    let sql = format!("{COLUMNS} AND c.id = $2");
    sql::query_as(AssertSqlSafe(sql)).bind(post).bind(id).fetch_optional(connection).await
}

/// Returns the sort key of the published comment before this one in reading order.
pub async fn find_before(connection: &mut Connection, post: i64, place: &str) -> sqlx::Result<Option<String>> {
    sql::query_scalar(
        "SELECT place FROM comments WHERE post_id = $1 AND status = 'published' AND place < $2
         ORDER BY place DESC LIMIT 1",
    )
    .bind(post)
    .bind(place)
    .fetch_optional(connection)
    .await
}

/// Lists the sender names of those of these comments that are published.
pub async fn list_names(connection: &mut Connection, ids: &[i64]) -> sqlx::Result<Vec<(i64, String)>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("SELECT id, name FROM comments WHERE status = 'published' AND id IN (");
    let mut separated = query.separated(", ");
    for id in ids {
        separated.push_bind(*id);
    }
    query.push(")");
    query.build_query_as().fetch_all(connection).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::comments::{ModerationStatus, NewComment, insert};
    use crate::store::{posts, testing};

    /// Adds a comment with this time and returns its ID.
    async fn add(writing: &mut Connection, post_id: i64, parent_id: Option<i64>, at: i64) -> i64 {
        let comment = NewComment {
            post_id,
            parent_id,
            author_id: None,
            name: format!("at {at}"),
            email: String::new(),
            source: String::new(),
            html: String::new(),
            status: ModerationStatus::Published,
            created_at: at,
            address: None,
            website: String::new(),
            kind: crate::model::comment::CommentKind::Comment,
            guid: format!("{post_id} {at} {parent_id:?}"),
        };
        insert(writing, &comment).await.unwrap()
    }

    fn times(listed: &ThreadRows) -> Vec<i64> {
        listed.rows.iter().map(|row| row.comment.created_at).collect()
    }

    #[tokio::test]
    async fn replies_follow_their_parent() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let (post, _) = posts::add(&mut writing, &posts::test_posts::post("tin", 1)).await.unwrap().unwrap();
        let second = add(&mut writing, post, None, 20).await;
        let first = add(&mut writing, post, None, 10).await;
        let mut parent = first;
        for at in [11, 12, 13, 14, 15, 16] {
            parent = add(&mut writing, post, Some(parent), at).await;
        }
        add(&mut writing, post, Some(second), 30).await;
        add(&mut writing, post, Some(first), 25).await;
        let listed = list(&mut writing, post, &ThreadCursor::Start, 100).await.unwrap();
        assert_eq!(times(&listed), [10, 11, 12, 13, 14, 15, 16, 25, 20, 30]);
        let depths: Vec<_> = listed.rows.iter().map(ThreadRow::depth).collect();
        assert_eq!(depths, [1, 2, 3, 4, 5, 5, 5, 2, 1, 2]);
        assert!(listed.rows.iter().all(|row| is_sort_key(&row.place)));
    }

    #[tokio::test]
    async fn pages_keep_threads_together_and_lose_nothing() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let (post, _) = posts::add(&mut writing, &posts::test_posts::post("tin", 1)).await.unwrap().unwrap();
        let mut expected = Vec::new();
        // Threads of 1 to 5 comments, and one longer than a page.
        for size in [1, 2, 3, 4, 5, 25] {
            let root = add(&mut writing, post, None, size * 100).await;
            expected.push(size * 100);
            for at in size * 100 + 1..size * 101 {
                add(&mut writing, post, Some(root), at).await;
                expected.push(at);
            }
        }
        let (mut cursor, mut sizes, mut read) = (ThreadCursor::Start, Vec::new(), Vec::new());
        loop {
            let listed = list(&mut writing, post, &cursor, 10).await.unwrap();
            assert_eq!(listed.has_earlier, cursor != ThreadCursor::Start);
            sizes.push(listed.rows.len());
            read.extend(times(&listed));
            if !listed.has_later {
                break;
            }
            cursor = ThreadCursor::After(listed.rows.last().unwrap().place.clone());
        }
        assert_eq!(read, expected);
        assert_eq!(sizes, [10, 5, 10, 10, 5]);

        let last = find_before(&mut writing, post, "ffff").await.unwrap().unwrap();
        let back = list(&mut writing, post, &ThreadCursor::Before(last), 10).await.unwrap();
        assert_eq!(times(&back), expected[expected.len() - 11..expected.len() - 1]);
        assert!(back.has_earlier && back.has_later);
        let front = list(&mut writing, post, &ThreadCursor::Before("0".to_owned()), 10).await.unwrap();
        assert!(front.rows.is_empty() && !front.has_earlier);
    }

    #[tokio::test]
    async fn the_newest_come_first_page_by_page() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let (post, _) = posts::add(&mut writing, &posts::test_posts::post("tin", 1)).await.unwrap().unwrap();
        let first = add(&mut writing, post, None, 10).await;
        // Two of the same time.
        for (parent, at) in [(None, 20), (Some(first), 30), (None, 30), (Some(first), 15)] {
            add(&mut writing, post, parent, at).await;
        }
        let (mut before, mut read) = (None, Vec::new());
        loop {
            let (rows, has_more) = list_newest(&mut writing, post, before, 2).await.unwrap();
            read.extend(rows.iter().map(|row| (row.comment.created_at, row.comment.id)));
            before = read.last().copied();
            if !has_more {
                break;
            }
        }
        assert_eq!(read.iter().map(|(at, _)| *at).collect::<Vec<_>>(), [30, 30, 20, 15, 10]);
        assert!(read.is_sorted_by(|newer, older| newer > older));
    }

    #[test]
    fn sort_keys_from_urls_are_validated() {
        for text in ["", "x", &"a".repeat(18), &"g".repeat(19), &"a".repeat(19 * 6)] {
            assert!(!is_sort_key(text), "{text}");
        }
        assert!(is_sort_key(&"0".repeat(38)));
    }
}
