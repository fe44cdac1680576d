//! The schema for PostgreSQL.

use sqlx::migrate::Migrator;

use crate::store::sql::{self, Connection};
use crate::store::sqlite::migrations::MigrationFault;

/// All migrations, embedded in the binary. An older node goes on beside a newer schema, so that nodes can be replaced
/// one by one: a migration first only adds, and a later one removes.
pub static MIGRATIONS: Migrator = Migrator { ignore_missing: true, ..sqlx::migrate!("./migrations/postgres") };

/// Held while one node migrates. A number of our own: sqlx locks another one.
const LOCK: i64 = 0x6c6f_6e67_616e;

/// Brings the database up to date. Returns whether it was empty. Of several nodes that start at once, one does it, and
/// the others wait.
pub async fn run(connection: &mut Connection) -> sqlx::Result<bool> {
    // Another node's migrations, and our own, take as long as they take. The connection is closed afterwards.
    connection.run("SET statement_timeout = 0").await?;
    sql::query("SELECT pg_advisory_lock($1)").bind(LOCK).execute(&mut *connection).await?;
    let migrated = run_locked(connection).await;
    sql::query("SELECT pg_advisory_unlock($1)").bind(LOCK).execute(connection).await?;
    migrated
}

async fn run_locked(connection: &mut Connection) -> sqlx::Result<bool> {
    let is_new = !connection.has_table("_sqlx_migrations").await?;
    if is_new || !find_faults(connection).await?.is_empty() {
        let Some(connection) = connection.postgres() else { return Ok(false) };
        let migrated = MIGRATIONS.run_direct(None, connection, false).await;
        migrated.map_err(|error| sqlx::Error::Migrate(Box::new(error)))?;
    }
    Ok(is_new)
}

/// Returns the newest migration of the database, if a newer program has made it.
pub async fn find_newer(connection: &mut Connection) -> sqlx::Result<Option<i64>> {
    let known = MIGRATIONS.iter().map(|migration| migration.version).max().unwrap_or(0);
    let sql = "SELECT MAX(version) FROM _sqlx_migrations WHERE version > $1";
    sql::query_scalar(sql).bind(known).fetch_one(connection).await
}

/// Lists the migrations that have not run, or differ from those that ran. Those of a newer program are no fault.
pub async fn find_faults(connection: &mut Connection) -> sqlx::Result<Vec<MigrationFault>> {
    let applied: Vec<(i64, bool, Vec<u8>)> = match connection.has_table("_sqlx_migrations").await? {
        true => sql::query_as("SELECT version, success, checksum FROM _sqlx_migrations").fetch_all(connection).await?,
        false => Vec::new(),
    };
    Ok(MIGRATIONS
        .iter()
        .filter_map(|known| match applied.iter().find(|(version, ..)| *version == known.version) {
            None => Some(MigrationFault::Pending(known.version)),
            Some((_, false, _)) => Some(MigrationFault::Failed(known.version)),
            Some((_, true, checksum)) => {
                (*checksum != *known.checksum).then_some(MigrationFault::Different(known.version))
            }
        })
        .collect())
}
