//! The schema for PostgreSQL.

use sqlx::Connection as _;
use sqlx::migrate::{MigrateError, Migrator};

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
    let is_new = !has_migrations(connection).await?;
    if is_new || !find_faults(connection).await?.is_empty() {
        let Some(connection) = connection.postgres() else { return Ok(false) };
        let failed = |error: MigrateError| sqlx::Error::Migrate(Box::new(error));
        if is_new && MIGRATIONS.iter().all(|migration| !migration.no_tx) {
            // All or nothing: a database that is half made would not be new the next time.
            let mut transaction = connection.begin().await?;
            MIGRATIONS.run_direct(None, &mut *transaction, false).await.map_err(failed)?;
            transaction.commit().await?;
        } else {
            MIGRATIONS.run_direct(None, connection, false).await.map_err(failed)?;
        }
    }
    Ok(is_new)
}

async fn has_migrations(connection: &mut Connection) -> sqlx::Result<bool> {
    if !connection.has_table("_sqlx_migrations").await? {
        return Ok(false);
    }
    sql::query_scalar("SELECT EXISTS (SELECT 1 FROM _sqlx_migrations)").fetch_one(connection).await
}

/// Returns whether the user may make tables.
pub async fn may_create(connection: &mut Connection) -> sqlx::Result<bool> {
    // There is no current schema if the user may use none.
    sql::query_scalar("SELECT COALESCE(has_schema_privilege(current_schema(), 'CREATE'), FALSE)")
        .fetch_one(connection)
        .await
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    /// Removes what the migrations have made, as if the database were new.
    async fn empty(connection: &mut Connection) {
        let again = "DROP SCHEMA public CASCADE; CREATE SCHEMA public";
        connection.run(again).await.unwrap();
    }

    #[tokio::test]
    async fn a_first_migration_that_fails_leaves_nothing() {
        let (store, _folder) = testing::open().await;
        if !store.is_shared() {
            return;
        }
        let mut reading = store.read().await.unwrap();
        empty(&mut reading).await;
        reading.run("CREATE TABLE revisions (id BIGINT)").await.unwrap();
        let failed = run(&mut reading).await.unwrap_err();
        assert!(failed.to_string().contains("revisions"), "{failed}");
        assert!(!reading.has_table("_sqlx_migrations").await.unwrap() && !reading.has_table("posts").await.unwrap());
        // As an older version has left it.
        reading.run("DROP TABLE revisions").await.unwrap();
        let left = "CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY, description TEXT NOT NULL,
                    installed_on TIMESTAMPTZ NOT NULL DEFAULT now(), success BOOLEAN NOT NULL, checksum BYTEA NOT NULL,
                    execution_time BIGINT NOT NULL)";
        reading.run(left).await.unwrap();
        assert!(run(&mut reading).await.unwrap(), "it is new");
        assert!(!run(&mut reading).await.unwrap() && find_faults(&mut reading).await.unwrap().is_empty());
    }

    #[tokio::test]
    async fn the_right_to_create_is_known() {
        let (store, _folder) = testing::open().await;
        if !store.is_shared() {
            return;
        }
        let mut reading = store.read().await.unwrap();
        assert!(may_create(&mut reading).await.unwrap());
        reading.run("CREATE SCHEMA other; SET search_path = nowhere").await.unwrap();
        assert!(!may_create(&mut reading).await.unwrap());
    }
}
