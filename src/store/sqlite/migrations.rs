//! Schema migrations: checks which ones a database has, and runs the missing ones.

use std::path::Path;

use sqlx::migrate::{MigrateError, Migrator};

use super::connection::{UnusableDatabase, options};
use super::file_permission::create_private;
use crate::config::Durability;
use crate::store::sql::{self, Connection};

/// All migrations, embedded in the binary.
pub static MIGRATIONS: Migrator = sqlx::migrate!();

/// The migration since which deleted content is overwritten. Older databases are rewritten once, to erase what was
/// deleted before.
pub(in crate::store) const OVERWRITING: i64 = 15;

/// A difference between a database's migrations and the program's, by version.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum MigrationFault {
    #[error("migration {0} has not run yet; starting Longan runs it")]
    Pending(i64),
    #[error("migration {0} has failed")]
    Failed(i64),
    #[error("migration {0} is not the one this program has")]
    Different(i64),
    #[error("migration {0} is of a newer Longan")]
    Newer(i64),
}

/// Lists the migrations that have not run, have failed, or differ from those that ran, by version. For a database
/// without any, all are pending.
pub async fn examine(connection: &mut Connection, migrations: &Migrator) -> sqlx::Result<Vec<MigrationFault>> {
    let applied: Vec<(i64, bool, Vec<u8>)> = match connection.has_table("_sqlx_migrations").await? {
        true => {
            sql::query_as("SELECT version, success, checksum FROM _sqlx_migrations ORDER BY version")
                .fetch_all(connection)
                .await?
        }
        false => Vec::new(),
    };
    let mut faults = Vec::new();
    for known in migrations.iter() {
        match applied.iter().find(|(version, ..)| *version == known.version) {
            None => faults.push(MigrationFault::Pending(known.version)),
            Some((_, false, _)) => faults.push(MigrationFault::Failed(known.version)),
            Some((_, true, checksum)) if *checksum != *known.checksum => {
                faults.push(MigrationFault::Different(known.version));
            }
            Some(_) => {}
        }
    }
    let newer = applied.iter().filter(|(version, ..)| migrations.iter().all(|known| known.version != *version));
    faults.extend(newer.map(|(version, ..)| MigrationFault::Newer(*version)));
    Ok(faults)
}

/// Migrates a database, and creates it if it does not exist. The inner result is that of the migrations; the file is
/// closed either way.
pub(in crate::store) async fn run(
    file: &Path,
    durability: Durability,
    migrations: &Migrator,
) -> Result<Result<(), MigrateError>, UnusableDatabase> {
    let unusable = UnusableDatabase::of(file);
    create_private(file).map_err(|error| unusable(sqlx::Error::Io(error)))?;
    let mut connection = Connection::open(&options(file, durability)).await.map_err(unusable)?;
    let kept_what_was_deleted = was_used_without(&mut connection, OVERWRITING).await.map_err(unusable)?;
    let migrated = match connection.sqlite() {
        Some(connection) => migrations.run_direct(None, connection, false).await,
        None => Ok(()),
    };
    if kept_what_was_deleted
        && migrated.is_ok()
        && let Err(error) = sql::query("VACUUM").execute(&mut connection).await
    {
        tracing::warn!(%error, "the database keeps what was deleted before: it could not be written anew");
    }
    connection.close().await.map_err(unusable)?;
    Ok(migrated)
}

/// Returns whether a database was used by a version of Longan without this migration.
async fn was_used_without(connection: &mut Connection, version: i64) -> sqlx::Result<bool> {
    if !connection.has_table("_sqlx_migrations").await? {
        return Ok(false);
    }
    let sql = "SELECT COUNT(*) > 0 AND COUNT(*) FILTER (WHERE version = $1) = 0 FROM _sqlx_migrations";
    sql::query_scalar(sql).bind(version).fetch_one(connection).await
}
