use std::sync::Arc;
use std::time::Duration;

use sqlx::PgPool;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};

use super::change_feed::AppliedVersion;
use super::connection_limit::ConnectionLimit;
use super::options::{options, writing};
use super::replicas::{DatabaseIdentity, Replica};
use super::{PATIENCE, PostgresDatabase, PostgresOpenError, migrations, primary};
use crate::config::{DatabaseSettings, DatabaseUrl};
use crate::store::change_tracking::ChangeListener;
use crate::store::sql::{self, Connection};
use crate::store::{Database, Store};

/// The oldest version of PostgreSQL that is tested, as `server_version_num`.
const OLDEST: i32 = 150_000;

impl Store {
    /// Connects to a PostgreSQL database, and creates or migrates its tables as needed.
    pub(in crate::store) async fn open_postgres(
        url: &DatabaseUrl,
        settings: &DatabaseSettings,
    ) -> Result<Store, PostgresOpenError> {
        let unreachable = |error| PostgresOpenError::Unreachable(url.clone(), error);
        let hosts = options(url).map_err(unreachable)?;
        let (options, connection) = primary::find(url, &hosts).await?;
        let mut connection = Connection::from(connection);
        check(url, &mut connection).await?;
        let failed = |error| PostgresOpenError::Migration(url.clone(), error);
        let is_new = match migrations::run(&mut connection).await {
            Ok(is_new) => is_new,
            Err(_) if !migrations::may_create(&mut connection).await.map_err(failed)? => {
                return Err(PostgresOpenError::MayNotCreate(url.clone()));
            }
            Err(error) => return Err(failed(error)),
        };
        if let Some(newer) = migrations::find_newer(&mut connection).await.map_err(unreachable)? {
            tracing::warn!("the database has migration {newer} of a newer Longan: this node should be replaced soon");
        }
        let limit = ConnectionLimit::new(settings);
        limit.examine(&mut connection).await.map_err(unreachable)?;
        let version: i64 =
            sql::query_scalar("SELECT version FROM clock").fetch_one(&mut connection).await.map_err(unreachable)?;
        let identity = match connection.postgres() {
            Some(connection) if !settings.replicas.is_empty() => {
                Some(DatabaseIdentity::read(connection).await.map_err(unreachable)?)
            }
            _ => None,
        };
        connection.close().await.map_err(unreachable)?;
        let readers = pool(settings.connections, options.clone());
        // The second one prepares its transaction while the first commits.
        let writer = pool(2, writing(options, settings.durability));
        let replicas = identity.into_iter().flat_map(|identity| {
            settings.replicas.iter().map(move |url| Replica::new(url, settings.connections, identity))
        });
        let replicas: sqlx::Result<Vec<Replica>> = replicas.collect();
        let changes = ChangeListener::default();
        let database = PostgresDatabase {
            readers,
            writer,
            replicas: replicas.map_err(unreachable)?.into(),
            applied: Arc::new(AppliedVersion::new(version)),
            changes: changes.clone(),
            hosts: hosts.into(),
            is_lost: Arc::default(),
            waiting: Arc::default(),
            waited: Arc::default(),
            durability: settings.durability,
            longest_outage: Duration::from_secs(settings.longest_outage.into()),
            url: Arc::new(url.clone()),
            file: settings.file.as_path().into(),
            limit,
        };
        Ok(Store::new(Database::Postgres(database), changes, is_new))
    }
}

/// How long an idle connection counts as working.
const FRESH: Duration = Duration::from_millis(200);

/// Makes a pool of connections to the primary. The network may break one at any time, and the primary may become a
/// standby, so each is asked before it is used, unless it has just been used.
fn pool(connections: u32, options: PgConnectOptions) -> PgPool {
    let pool = PgPoolOptions::new().max_connections(connections).acquire_timeout(PATIENCE).test_before_acquire(false);
    let pool = pool.before_acquire(|connection, used| {
        Box::pin(async move {
            if used.idle_for < FRESH {
                return Ok(true);
            }
            let is_standby: bool = sqlx::query_scalar("SELECT pg_is_in_recovery()").fetch_one(connection).await?;
            Ok(!is_standby)
        })
    });
    pool.connect_lazy_with(options)
}

/// Checks what Longan needs of a database.
pub(in crate::store) async fn check(url: &DatabaseUrl, connection: &mut Connection) -> Result<(), PostgresOpenError> {
    let (number, version, encoding): (i32, String, String) = sql::query_as(
        "SELECT current_setting('server_version_num')::INT, current_setting('server_version'),
                current_setting('server_encoding')",
    )
    .fetch_one(connection)
    .await
    .map_err(|error| PostgresOpenError::Unreachable(url.clone(), error))?;
    if number < OLDEST {
        return Err(PostgresOpenError::TooOld(url.clone(), version));
    }
    match encoding.as_str() {
        "UTF8" => Ok(()),
        _ => Err(PostgresOpenError::Encoding(url.clone(), encoding)),
    }
}
