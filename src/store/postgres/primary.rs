//! Finds the primary among several hosts, at the start and after a failover.

use sqlx::postgres::PgConnectOptions;
use sqlx::{ConnectOptions, Connection as _, PgConnection};
use tokio::time::timeout;

use super::options::writing;
use super::{PATIENCE, PostgresDatabase, PostgresOpenError};
use crate::config::DatabaseUrl;

/// Connects to the first host that accepts writes.
pub(in crate::store) async fn find(
    url: &DatabaseUrl,
    hosts: &[PgConnectOptions],
) -> Result<(PgConnectOptions, PgConnection), PostgresOpenError> {
    let mut failure = None;
    for options in hosts {
        match timeout(PATIENCE, connect_to_primary(options)).await {
            Ok(Ok(Some(connection))) => return Ok((options.clone(), connection)),
            Ok(Ok(None)) => {}
            Ok(Err(error)) => failure = failure.or(Some(error)),
            Err(_) => failure = failure.or(Some(sqlx::Error::PoolTimedOut)),
        }
    }
    Err(match failure {
        Some(error) => PostgresOpenError::Unreachable(url.clone(), error),
        None => PostgresOpenError::NoPrimary(url.clone()),
    })
}

/// Returns a connection, or `None` if the host is a standby.
async fn connect_to_primary(options: &PgConnectOptions) -> sqlx::Result<Option<PgConnection>> {
    let mut connection = options.connect().await?;
    let is_standby: bool = sqlx::query_scalar("SELECT pg_is_in_recovery()").fetch_one(&mut connection).await?;
    if is_standby {
        connection.close().await?;
        return Ok(None);
    }
    Ok(Some(connection))
}

impl PostgresDatabase {
    /// Has new connections go to the host that is the primary now. Called when the database does not answer. With one
    /// host, it tells the log why: a pool of connections only says that none could be had in time.
    pub async fn follow_primary(&self) {
        match find(&self.url, &self.hosts).await {
            Ok((options, connection)) => {
                let host = (options.get_host().to_owned(), options.get_port());
                let known = self.writer.connect_options();
                if (known.get_host(), known.get_port()) != (host.0.as_str(), host.1) {
                    tracing::warn!(host = host.0, port = host.1, "the database has another primary now");
                    self.readers.set_connect_options(options.clone());
                    self.writer.set_connect_options(writing(options, self.durability));
                }
                let _ = connection.close().await;
            }
            Err(error) => tracing::warn!(%error, "no primary was found"),
        }
    }
}
