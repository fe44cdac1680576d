//! How often posts are read: counted in memory and stored periodically, so that reading never costs a write. Only numbers
//! are kept, by post and day: nothing about who has read.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection, QueryBuilder};

/// Maximum number of posts that are counted in memory between two writes, for each part.
const MAX_COUNTED: usize = 1000;
/// Readers rarely need the same part.
const PARTS: usize = 16;
/// Maximum number of posts stored for a day that is over: the most read.
const MAX_STORED: i64 = 1000;
/// Number of days that count for the most read posts: today and those before it.
pub const DAYS: i64 = 7;
/// Number of posts per statement.
const BATCH: usize = 200;

/// Milliseconds of a day.
const DAY: Milliseconds = 24 * 60 * 60 * 1000;

/// The reads that are not stored yet.
#[derive(Debug, Default)]
pub struct ReadCounter([Mutex<HashMap<i64, i64>>; PARTS]);

impl ReadCounter {
    /// Counts a read of a post.
    pub fn count(&self, post: i64) {
        let part = &self.0[post.unsigned_abs() as usize % PARTS];
        let mut counted = part.lock().unwrap_or_else(PoisonError::into_inner);
        let has_room = counted.len() < MAX_COUNTED;
        match counted.get_mut(&post) {
            Some(reads) => *reads += 1,
            None if has_room => drop(counted.insert(post, 1)),
            None => {}
        }
    }

    /// Takes the posts and their reads since the last call.
    pub fn take(&self) -> Vec<(i64, i64)> {
        let parts = self.0.iter();
        parts.flat_map(|part| std::mem::take(&mut *part.lock().unwrap_or_else(PoisonError::into_inner))).collect()
    }
}

/// Adds reads to those of the day of `now`, and deletes those of days that do not count any more. Of the days before,
/// only the most read posts stay, which bounds the rows that [`list_most_read`] adds up.
pub async fn add(connection: &mut Connection, reads: &[(i64, i64)], now: Milliseconds) -> sqlx::Result<()> {
    let day = now / DAY;
    for batch in reads.chunks(BATCH) {
        let mut insert = QueryBuilder::new("INSERT INTO post_reads (day, post_id, reads) ");
        insert.push_values(batch, |mut row, (post, reads)| {
            row.push_bind(day).push_bind(*post).push_bind(*reads);
        });
        insert.push(" ON CONFLICT (day, post_id) DO UPDATE SET reads = post_reads.reads + excluded.reads");
        insert.build().persistent(false).execute(&mut *connection).await?;
    }
    sql::query("DELETE FROM post_reads WHERE day <= $1").bind(day - DAYS).execute(&mut *connection).await?;
    sql::query(
        "DELETE FROM post_reads WHERE day = $1 AND post_id NOT IN (
             SELECT post_id FROM post_reads WHERE day = $1 ORDER BY reads DESC, post_id DESC LIMIT $2)",
    )
    .bind(day - 1)
    .bind(MAX_STORED)
    .execute(connection)
    .await?;
    Ok(())
}

/// How many of the posts read most often may have been withdrawn since.
const NOT_SHOWN: i64 = 50;

/// Lists the posts read most often in the last days, most first.
pub async fn list_most_read(connection: &mut Connection, now: Milliseconds, limit: i64) -> sqlx::Result<Vec<i64>> {
    sql::query_scalar(
        "SELECT ranked.post_id FROM (SELECT post_id, SUM(reads) AS number FROM post_reads WHERE day > $1
                           GROUP BY post_id ORDER BY number DESC, post_id DESC LIMIT $3) AS ranked
         WHERE EXISTS (SELECT 1 FROM posts p WHERE p.id = ranked.post_id AND p.kind = 'post' AND p.status = 'published')
         ORDER BY ranked.number DESC, ranked.post_id DESC LIMIT $2",
    )
    .bind(now / DAY - DAYS)
    .bind(limit)
    .bind(limit + NOT_SHOWN)
    .fetch_all(connection)
    .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::posts::{self, test_posts};
    use crate::store::testing;

    #[tokio::test]
    async fn reads_of_a_week_add_up() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let mut ids = Vec::new();
        for slug in ["a", "b", "c"] {
            ids.push(posts::add(&mut writing, &test_posts::post(slug, 1)).await.unwrap().unwrap().0);
        }
        let now = 100 * DAY;
        let counter = ReadCounter::default();
        (0..3).for_each(|_| counter.count(ids[0]));
        counter.count(ids[1]);
        add(&mut writing, &counter.take(), now).await.unwrap();
        assert!(counter.take().is_empty());
        add(&mut writing, &[(ids[1], 4), (ids[2], 1), (999, 50)], now + DAY).await.unwrap();
        assert_eq!(list_most_read(&mut writing, now + DAY, 9).await.unwrap(), [ids[1], ids[0], ids[2]]);
        assert_eq!(list_most_read(&mut writing, now + DAY, 1).await.unwrap(), [ids[1]]);
        add(&mut writing, &[], now + 7 * DAY).await.unwrap();
        assert_eq!(list_most_read(&mut writing, now + 7 * DAY, 9).await.unwrap(), [ids[1], ids[2]], "a week later");
    }

    #[test]
    fn memory_is_bounded() {
        let counter = ReadCounter::default();
        (0..100_000).for_each(|post| counter.count(post));
        assert_eq!(counter.take().len(), PARTS * MAX_COUNTED);
    }
}
