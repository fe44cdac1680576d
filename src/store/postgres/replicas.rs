use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgPool, Postgres};

use super::options::options;
use crate::config::DatabaseUrl;

/// How long a reader waits for a replica before it asks the primary.
const PATIENCE: Duration = Duration::from_millis(500);

/// A standby that answers readers of pages.
#[derive(Clone, Debug)]
pub struct Replica {
    pool: PgPool,
}

impl Replica {
    pub fn new(url: &DatabaseUrl, connections: u32) -> sqlx::Result<Replica> {
        let options = options(url)?.into_iter().next().ok_or(sqlx::Error::PoolClosed)?;
        let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
        Ok(Replica { pool: pool.connect_lazy_with(options) })
    }

    /// Returns a connection if the replica has a version. A page from an older one would be kept for ever.
    pub async fn read(&self, version: i64) -> Option<PoolConnection<Postgres>> {
        let mut connection = self.pool.acquire().await.ok()?;
        let there = sqlx::query_scalar::<_, i64>("SELECT version FROM clock").fetch_one(&mut *connection).await;
        there.is_ok_and(|there| there >= version).then_some(connection)
    }

    pub async fn close(&self) {
        self.pool.close().await;
    }
}
