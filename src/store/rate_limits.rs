//! Rate limits that hold for all nodes together. Only PostgreSQL has them: with a file there is one server.

use std::time::Duration;

use super::Store;
use super::sql;

/// An event may happen so often at once, and then once in each period.
#[derive(Clone, Copy, Debug)]
pub struct Rate {
    pub burst: u32,
    pub every: Duration,
}

/// Counts one event. Returns how long to wait if there have been too many.
///
/// A time that no event can have caused is left over from a clock that was set back, and counts for nothing.
///
/// `full_at` is the time (ms) at which the whole burst is allowed again: the generic cell rate algorithm (ITU-T I.371).
pub async fn take(store: &Store, rule: &str, key: &str, rate: Rate) -> sqlx::Result<Option<Duration>> {
    // Not in a write transaction: it would wait for those of all nodes.
    let mut connection = store.read().await?;
    let every = i64::try_from(rate.every.as_millis()).unwrap_or(i64::MAX).max(1);
    let most = every.saturating_mul(i64::from(rate.burst.max(1)));
    let sql = "WITH moment (now) AS (SELECT CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT))
               INSERT INTO limits AS known (rule, key, full_at) SELECT $1, $2, now + $3 FROM moment
               ON CONFLICT (rule, key) DO UPDATE
               SET full_at = CASE WHEN known.full_at BETWEEN excluded.full_at - $3 AND excluded.full_at - $3 + $4
                                  THEN known.full_at + $3 ELSE excluded.full_at END
               WHERE known.full_at NOT BETWEEN excluded.full_at - 2 * $3 + $4 + 1 AND excluded.full_at - $3 + $4
               RETURNING full_at";
    let taken: Option<i64> =
        sql::query_scalar(sql).bind(rule).bind(key).bind(every).bind(most).fetch_optional(&mut connection).await?;
    if taken.is_some() {
        return Ok(None);
    }
    let sql = "SELECT full_at - CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)
               FROM limits WHERE rule = $1 AND key = $2";
    let left: Option<i64> = sql::query_scalar(sql).bind(rule).bind(key).fetch_optional(&mut connection).await?;
    let wait = left.unwrap_or_default() + every - most;
    Ok(Some(Duration::from_millis(wait.max(1).unsigned_abs())))
}

/// Deletes limits that have no effect any more.
pub async fn forget(store: &Store) -> sqlx::Result<()> {
    let sql = "DELETE FROM limits WHERE full_at < CAST(EXTRACT(EPOCH FROM clock_timestamp()) * 1000 AS BIGINT)";
    sql::query(sql).execute(&mut *store.read().await?).await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn a_burst_and_then_one_in_each_period() {
        let (store, _folder) = testing::open().await;
        if !store.is_shared() {
            return;
        }
        let rate = Rate { burst: 3, every: Duration::from_hours(1) };
        for _ in 0..3 {
            assert_eq!(take(&store, "login", "a", rate).await.unwrap(), None);
        }
        let wait = take(&store, "login", "a", rate).await.unwrap().unwrap();
        assert!(wait > Duration::from_mins(59) && wait <= Duration::from_hours(1), "{wait:?}");
        assert_eq!(take(&store, "login", "b", rate).await.unwrap(), None);
        assert_eq!(take(&store, "comment", "a", rate).await.unwrap(), None);
        let short = Rate { burst: 1, every: Duration::from_millis(20) };
        assert_eq!(take(&store, "short", "a", short).await.unwrap(), None);
        tokio::time::sleep(Duration::from_millis(40)).await;
        assert_eq!(take(&store, "short", "a", short).await.unwrap(), None, "a period later");
        tokio::time::sleep(Duration::from_millis(40)).await;
        forget(&store).await.unwrap();
        let kept: i64 =
            sql::query_scalar("SELECT COUNT(*) FROM limits").fetch_one(&mut store.read().await.unwrap()).await.unwrap();
        assert_eq!(kept, 3);
    }
}
