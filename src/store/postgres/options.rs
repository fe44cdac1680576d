//! Connection options.

use std::str::FromStr;
use std::time::Duration;

use sqlx::ConnectOptions;
use sqlx::postgres::PgConnectOptions;
use url::Host;

use super::PATIENCE;
use crate::config::{DatabaseSettings, DatabaseUrl, Durability};
use crate::store::sql::{self, Connection};

/// Returns the options for each host of an address.
pub(in crate::store) fn options(url: &DatabaseUrl) -> sqlx::Result<Vec<PgConnectOptions>> {
    let made = url.hosts().iter().map(|host| {
        let options = PgConnectOptions::from_str(host.as_str())?.application_name("longan");
        let options = options.options([
            // A host that is cut off from the network is noticed.
            ("tcp_keepalives_idle", "5"),
            ("tcp_keepalives_interval", "2"),
            ("tcp_keepalives_count", "3"),
            ("tcp_user_timeout", "10000"),
            // Compiling a query takes longer than any of ours.
            ("jit", "off"),
            ("statement_timeout", "30s"),
            // PostgreSQL takes reading all of a table for cheap if its large values are stored apart, as those of the
            // search index are. And plans are kept: one made while a table was small would read all of it for ever.
            ("enable_seqscan", "off"),
        ]);
        // What a statement is about is not told to those who read the log, and large ones would fill it.
        let options = options.log_slow_statements(log::LevelFilter::Off, Duration::MAX);
        Ok(match host.host() {
            // Without the brackets of the address.
            Some(Host::Ipv6(address)) => options.host(&address.to_string()),
            _ => options,
        })
    });
    made.collect()
}

/// Adds the options of connections that write.
pub(in crate::store) fn writing(options: PgConnectOptions, durability: Durability) -> PgConnectOptions {
    let patience = format!("{}s", PATIENCE.as_secs());
    options.options([
        ("lock_timeout", patience.as_str()),
        // A node that stops within a write must not hold up the others.
        ("idle_in_transaction_session_timeout", "30s"),
        // Statements of an import of ten minutes do not run longer than this each, either.
        ("statement_timeout", "300s"),
        ("synchronous_commit", if durability == Durability::Full { "on" } else { "off" }),
    ])
}

/// Returns how many connections the server, the database and the user allow us.
pub(in crate::store) async fn count_allowed(connection: &mut Connection) -> sqlx::Result<i64> {
    sql::query_scalar(
        "SELECT MIN(allowed) FROM (
             SELECT current_setting('max_connections')::BIGINT
                  - current_setting('superuser_reserved_connections')::BIGINT AS allowed
             UNION ALL SELECT rolconnlimit FROM pg_roles WHERE rolname = current_user AND rolconnlimit >= 0
             UNION ALL SELECT datconnlimit FROM pg_database WHERE datname = current_database() AND datconnlimit >= 0
         ) limits",
    )
    .fetch_one(connection)
    .await
}

/// Connections of a node beside those of its readers: two write, one looks for the primary.
const OTHER_CONNECTIONS: i64 = 3;

/// Returns how many connections a node may use.
pub(in crate::store) fn count_needed(settings: &DatabaseSettings) -> i64 {
    i64::from(settings.connections) + OTHER_CONNECTIONS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sql::Engine;
    use crate::store::testing;

    #[tokio::test]
    async fn limits_of_the_database_count() {
        let (store, _folder) = testing::open().await;
        let mut connection = store.read().await.unwrap();
        if connection.engine() == Engine::Sqlite {
            return;
        }
        assert!(count_allowed(&mut connection).await.unwrap() > 50, "as the server of the tests allows");
        connection
            .run(
                "DO $$ BEGIN
                     EXECUTE format('ALTER DATABASE %I CONNECTION LIMIT 7', current_database());
                 END $$",
            )
            .await
            .unwrap();
        assert_eq!(count_allowed(&mut connection).await.unwrap(), 7);
    }
}
