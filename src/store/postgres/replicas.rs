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

/// What is known of a replica. The log tells when it changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ReplicaState {
    Used,
    /// It does not answer, or refuses us.
    Unreachable,
    /// It is not a copy of the primary.
    Foreign,
    /// It is a primary itself, as after a promotion.
    Primary,
}

/// What a replica says before it is read.
#[derive(sqlx::FromRow)]
struct ReplicaAnswer {
    #[sqlx(flatten)]
    identity: DatabaseIdentity,
    is_standby: bool,
    version: i64,
}

/// A standby that answers readers of pages.
#[derive(Clone, Debug)]
pub struct Replica {
    pool: PgPool,
    /// What it must be a copy of.
    primary: DatabaseIdentity,
    /// Host and port, for the log.
    place: Arc<str>,
    known: Arc<Mutex<Known>>,
}

#[derive(Debug)]
struct Known {
    state: ReplicaState,
    /// Until then it is left alone.
    rests_until: Option<Instant>,
}

impl Replica {
    /// `primary` is what a replica must be a copy of.
    pub fn new(url: &DatabaseUrl, connections: u32, primary: DatabaseIdentity) -> sqlx::Result<Replica> {
        let options = options(url)?.into_iter().next().ok_or(sqlx::Error::PoolClosed)?;
        let host = options.get_socket().map_or_else(|| options.get_host().into(), |socket| socket.to_string_lossy());
        let place = format!("{host}:{}", options.get_port()).into();
        let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE);
        let pool = pool.connect_lazy_with(options);
        let known = Arc::new(Mutex::new(Known { state: ReplicaState::Used, rests_until: None }));
        Ok(Replica { pool, primary, place, known })
    }

    /// Returns a connection if it is a replica, and has a version. A page from an older one would be kept for ever.
    pub async fn read(&self, version: i64) -> Option<PoolConnection<Postgres>> {
        if self.known().rests_until.is_some_and(|until| Instant::now() < until) {
            return None;
        }
        let Ok(mut connection) = self.pool.acquire().await else {
            self.note(ReplicaState::Unreachable);
            return None;
        };
        let (state, there) = self.examine(&mut connection).await;
        self.note(state);
        match state {
            ReplicaState::Used => there.filter(|there| *there >= version).map(|_| connection),
            _ => {
                // The next one may be to another server of this name.
                let _ = connection.close().await;
                None
            }
        }
    }

    /// Returns what a connection leads to, and the version there. Asked each time, since the connections of a name may lead
    /// to several servers.
    async fn examine(&self, connection: &mut PgConnection) -> (ReplicaState, Option<i64>) {
        let answer = sqlx::query_as::<_, ReplicaAnswer>(
            "SELECT s.system_identifier AS system, CAST(d.oid AS BIGINT) AS database,
                    pg_is_in_recovery() AS is_standby, c.version
             FROM pg_control_system() s, pg_database d, clock c WHERE d.datname = current_database()",
        );
        match answer.fetch_one(&mut *connection).await {
            Ok(answer) if answer.identity != self.primary => (ReplicaState::Foreign, None),
            Ok(answer) if !answer.is_standby => (ReplicaState::Primary, None),
            Ok(answer) => (ReplicaState::Used, Some(answer.version)),
            // Another database may have no such table.
            Err(_) => match DatabaseIdentity::read(connection).await {
                Ok(identity) if identity != self.primary => (ReplicaState::Foreign, None),
                _ => (ReplicaState::Unreachable, None),
            },
        }
    }

    /// Records what was found, and has a replica rest that is not used.
    fn note(&self, state: ReplicaState) {
        let mut known = self.known();
        known.rests_until = (state != ReplicaState::Used).then(|| Instant::now() + REST);
        if std::mem::replace(&mut known.state, state) == state {
            return;
        }
        let place = &self.place;
        match state {
            ReplicaState::Used => tracing::info!("the replica {place} is used again"),
            ReplicaState::Unreachable => tracing::warn!("the replica {place} does not answer in time, and is not used"),
            ReplicaState::Foreign => {
                tracing::error!("the replica {place} is not a copy of this site's database, and is not used");
            }
            ReplicaState::Primary => {
                tracing::warn!("the replica {place} is a primary now, and is not used as a replica");
            }
        }
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
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

    #[tokio::test]
    async fn a_replica_of_another_database_is_told_once_and_rests() {
        let ((one, _one), (two, _two)) = (testing::open().await, testing::open().await);
        let (Database::Postgres(one), Database::Postgres(two)) = (&one.database, &two.database) else { return };
        let identity = DatabaseIdentity::read(&mut one.readers.acquire().await.unwrap()).await.unwrap();
        let state = async |url: &DatabaseUrl| {
            let replica = Replica::new(url, 2, identity).unwrap();
            assert!(replica.read(0).await.is_none() && replica.known().rests_until.is_some());
            assert!(replica.place.contains(":") && !replica.place.contains("longan@"), "{}", replica.place);
            replica.known().state
        };
        assert_eq!(state(&*two.url).await, ReplicaState::Foreign);
        assert_eq!(state(&*one.url).await, ReplicaState::Primary, "these tests have no standby");
        let mut other = two.readers.acquire().await.unwrap();
        sqlx::raw_sql("ALTER TABLE clock RENAME TO watch").execute(&mut *other).await.unwrap();
        assert_eq!(state(&*two.url).await, ReplicaState::Foreign, "without the tables of a site");
        let gone = DatabaseUrl::parse("postgres://longan@127.0.0.1:9/longan").unwrap();
        assert_eq!(state(&gone).await, ReplicaState::Unreachable);
    }
}
