//! Checks that a database has exactly the schema that the migrations create. A trigger or view in a file from elsewhere
//! would run with the site's privileges on every read or write.

use std::collections::BTreeMap;

use sqlx::ConnectOptions;
use sqlx::migrate::Migrator;
use sqlx::sqlite::SqliteConnectOptions;

use crate::store::sql::{self, Connection};

/// Tables that SQLite creates when needed: sequences, and the statistics of `PRAGMA optimize`.
const INTERNAL: [(&str, &str); 3] = [
    ("sqlite_sequence", "CREATE TABLE sqlite_sequence(name,seq)"),
    ("sqlite_stat1", "CREATE TABLE sqlite_stat1(tbl,idx,stat)"),
    ("sqlite_stat4", "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)"),
];

/// The SQL of each schema object by type, name and table.
type Objects = BTreeMap<(String, String, String), String>;

/// Returns whether a table has a column of this name.
pub async fn has_column(connection: &mut Connection, table: &str, column: &str) -> sqlx::Result<bool> {
    sql::query_scalar("SELECT COUNT(*) > 0 FROM pragma_table_info($1) WHERE name = $2")
        .bind(table)
        .bind(column)
        .fetch_one(connection)
        .await
}

/// Lists the differences between a database's schema and the one that its migrations create. Reads only the schema
/// table, so none of its SQL is executed.
pub async fn examine(connection: &mut Connection, migrations: &Migrator) -> sqlx::Result<Vec<String>> {
    let found = read(connection).await?;
    let applied: Vec<i64> = sql::query_scalar("SELECT version FROM _sqlx_migrations").fetch_all(connection).await?;
    let had = migrations.iter().filter(|migration| applied.contains(&migration.version)).cloned().collect();
    let expected = make(Migrator::with_migrations(had)).await?;
    let mut faults = Vec::new();
    for (object, sql) in &found {
        let (kind, name, _) = object;
        let is_internal = kind == "table" && INTERNAL.contains(&(name.as_str(), sql.as_str()));
        match expected.get(object) {
            Some(wanted) if wanted == sql => {}
            Some(_) => faults.push(format!("the {kind} {name} is not as Longan makes it")),
            None if is_internal => {}
            None => faults.push(format!("the {kind} {name} is not Longan's")),
        }
    }
    let missing = expected.iter().filter(|(object, _)| !found.contains_key(*object));
    // SQLite creates the sequences with the first ID.
    let missing = missing.filter(|((_, name, _), _)| !INTERNAL.iter().any(|(internal, _)| internal == name));
    faults.extend(missing.map(|((kind, name, _), _)| format!("the {kind} {name} is missing")));
    Ok(faults)
}

/// Returns the schema of a new in-memory database.
async fn make(migrations: Migrator) -> sqlx::Result<Objects> {
    let mut connection = SqliteConnectOptions::new().in_memory(true).connect().await?;
    migrations.run_direct(None, &mut connection, false).await.map_err(|error| sqlx::Error::Migrate(Box::new(error)))?;
    let mut connection = Connection::from(connection);
    let objects = read(&mut connection).await?;
    connection.close().await?;
    Ok(objects)
}

async fn read(connection: &mut Connection) -> sqlx::Result<Objects> {
    let rows: Vec<(String, String, String, Option<String>)> =
        sql::query_as("SELECT type, name, tbl_name, sql FROM sqlite_schema").fetch_all(connection).await?;
    // One of the tables is created by sqlx, whose formatting may change.
    let plain = |sql: String| sql.split_whitespace().collect::<Vec<_>>().join(" ");
    let objects = rows.into_iter();
    Ok(objects.map(|(kind, name, table, sql)| ((kind, name, table), plain(sql.unwrap_or_default()))).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::migrations::MIGRATIONS;
    use crate::store::testing;

    #[tokio::test]
    async fn every_foreign_schema_object_is_reported() {
        let (store, _folder) = testing::open_file().await;
        let mut writing = store.write().await.unwrap();
        writing.run("ANALYZE").await.unwrap();
        assert!(examine(&mut writing, &MIGRATIONS).await.unwrap().is_empty());
        for (sql, fault) in [
            ("CREATE TRIGGER t AFTER INSERT ON comments BEGIN DELETE FROM users; END", "the trigger t is not Longan's"),
            ("CREATE VIEW v AS SELECT 1", "the view v is not Longan's"),
            ("CREATE VIRTUAL TABLE f USING fts5 (x)", "the table f is not Longan's"),
            ("CREATE INDEX i ON posts (title)", "the index i is not Longan's"),
            ("ALTER TABLE posts ADD COLUMN x DEFAULT (random())", "the table posts is not as Longan makes it"),
            ("DROP TRIGGER comments_placed", "the trigger comments_placed is missing"),
        ] {
            sql::query("SAVEPOINT here").execute(&mut writing).await.unwrap();
            sql::query(sql).execute(&mut writing).await.unwrap();
            let found = examine(&mut writing, &MIGRATIONS).await.unwrap();
            assert!(found.iter().any(|found| found == fault), "{sql}: {found:?}");
            sql::query("ROLLBACK TO here").execute(&mut writing).await.unwrap();
        }
    }
}
