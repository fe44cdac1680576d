use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgPoolOptions;
use sqlx::{PgConnection, PgPool, Postgres};

use super::options::options;
use crate::config::DatabaseUrl;

/// How long a reader waits for a replica before it asks the primary.
const PATIENCE: Duration = Duration::from_millis(500);

/// How long a replica that does not answer is left alone.
const REST: Duration = Duration::from_secs(5);

/// What a primary and its standbys have in common, and no other database has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct DatabaseIdentity {
    /// Of the server's files: made once, and copied to standbys.
    system: i64,
    /// The number of the database among those of the server.
    database: i64,
}

impl DatabaseIdentity {
    /// Reads the identity of the database that a connection uses.
    pub async fn read(connection: &mut PgConnection) -> sqlx::Result<DatabaseIdentity> {
        sqlx::query_as(
            "SELECT c.system_identifier AS system, CAST(d.oid AS BIGINT) AS database
             FROM pg_control_system() c, pg_database d WHERE d.datname = current_database()",
        )
        .fetch_one(connection)
        .await
    }
}

/// A standby that answers readers of pages.
#[derive(Clone, Debug)]
pub struct Replica {
    pool: PgPool,
    /// It did not answer, and is left alone until then.
    rests_until: Arc<Mutex<Option<Instant>>>,
}

impl Replica {
    /// `primary` is what a replica must be a copy of.
    pub fn new(url: &DatabaseUrl, connections: u32, primary: DatabaseIdentity) -> sqlx::Result<Replica> {
        let options = options(url)?.into_iter().next().ok_or(sqlx::Error::PoolClosed)?;
        let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
        let pool = pool.after_connect(move |connection, _| {
            Box::pin(async move {
                if DatabaseIdentity::read(connection).await? == primary {
                    return Ok(());
                }
                tracing::error!("a replica is not a copy of this site's database, and is not used");
                Err(sqlx::Error::Configuration("a replica of another database".into()))
            })
        });
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::{Database, testing};

    #[tokio::test]
    async fn a_database_is_told_from_others_of_its_server() {
        let ((one, _one), (two, _two)) = (testing::open().await, testing::open().await);
        let (Database::Postgres(one), Database::Postgres(two)) = (&one.database, &two.database) else { return };
        let identity = DatabaseIdentity::read(&mut one.readers.acquire().await.unwrap()).await.unwrap();
        assert_eq!(identity, DatabaseIdentity::read(&mut one.writer.acquire().await.unwrap()).await.unwrap());
        assert_ne!(identity, DatabaseIdentity::read(&mut two.readers.acquire().await.unwrap()).await.unwrap());
    }
}
