use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgPool, Postgres};

use super::options::options;
use crate::config::DatabaseUrl;

/// How long a reader waits for a replica before it asks the primary.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long a replica that does not answer is left alone.
const REST: Duration = Duration::from_secs(5);

/// A standby that answers readers of pages.
#[derive(Clone, Debug)]
pub struct Replica {
    pool: PgPool,
    /// It did not answer, and is left alone until then.
    rests_until: Arc<Mutex<Option<Instant>>>,
}

impl Replica {
    pub fn new(url: &DatabaseUrl, connections: u32) -> sqlx::Result<Replica> {
        let options = options(url)?.into_iter().next().ok_or(sqlx::Error::PoolClosed)?;
        let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
        Ok(Replica { pool: pool.connect_lazy_with(options), rests_until: Arc::default() })
    }

    /// Returns a connection if it is a replica, and has a version. A page from an older one would be kept for ever.
    pub async fn read(&self, version: i64) -> Option<PoolConnection<Postgres>> {
        if self.rests_until().is_some_and(|until| Instant::now() < until) {
            return None;
        }
        let Ok(mut connection) = self.pool.acquire().await else {
            *self.rests_until() = Some(Instant::now() + REST);
            return None;
        };
        let there = sqlx::query_scalar::<_, i64>("SELECT version FROM clock WHERE pg_is_in_recovery()")
            .fetch_one(&mut *connection)
            .await;
        there.is_ok_and(|there| there >= version).then_some(connection)
    }

    fn rests_until(&self) -> MutexGuard<'_, Option<Instant>> {
        self.rests_until.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }
}
