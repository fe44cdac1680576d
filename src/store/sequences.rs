//! IDs are never reused (migration 0015), even after a restore: an ID in a signed link, a browser's storage or a feed
//! reader never refers to something else.

use sqlx::AssertSqlSafe;

use crate::store::sql::{self, Connection, Engine};

/// The tables whose IDs are never reused: all tables with IDs.
pub const TABLES: [&str; 15] = [
    "authors",
    "blocks",
    "comments",
    "import_runs",
    "mails",
    "media",
    "media_files",
    "menu_items",
    "placements",
    "posts",
    "reply_subscriptions",
    "revisions",
    "snippets",
    "terms",
    "users",
];

/// A table and the greatest ID it has ever used.
pub type Sequence = (&'static str, i64);

/// Reads the sequences of a database, which may be from an older version. Tables that never had a row have none.
pub async fn read(connection: &mut Connection) -> sqlx::Result<Vec<Sequence>> {
    if connection.engine() == Engine::Postgres {
        return read_postgres(connection).await;
    }
    let is_kept = connection.has_table("sqlite_sequence").await?;
    let mut sequences = Vec::new();
    for table in TABLES {
        if !connection.has_table(table).await? {
            continue;
        }
        let sql = format!("SELECT MAX(id) FROM {table}");
        let there: Option<i64> = sql::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut *connection).await?;
        let given: Option<i64> = match is_kept {
            true => {
                let sql = "SELECT MAX(seq) FROM sqlite_sequence WHERE name = $1";
                sql::query_scalar(sql).bind(table).fetch_one(&mut *connection).await?
            }
            false => None,
        };
        sequences.extend(there.max(given).map(|greatest| (table, greatest)));
    }
    Ok(sequences)
}

/// Raises the sequences of a database to at least these IDs. A database from an older version may not have sequences
/// yet.
pub async fn raise(connection: &mut Connection, sequences: &[Sequence]) -> sqlx::Result<()> {
    if connection.engine() == Engine::Postgres {
        return raise_postgres(connection, sequences).await;
    }
    if !connection.has_table("sqlite_sequence").await? {
        // SQLite creates this table itself with the first AUTOINCREMENT table, and never drops it.
        let made = "CREATE TABLE first_sequence (id INTEGER PRIMARY KEY AUTOINCREMENT); DROP TABLE first_sequence";
        connection.run(made).await?;
    }
    for (table, greatest) in sequences {
        // The table has no key that ON CONFLICT could name.
        let raised = sql::query("UPDATE sqlite_sequence SET seq = MAX(seq, $2) WHERE name = $1")
            .bind(table)
            .bind(greatest)
            .execute(&mut *connection)
            .await?;
        if raised.rows_affected() == 0 {
            sql::query("INSERT INTO sqlite_sequence (name, seq) VALUES ($1, $2)")
                .bind(table)
                .bind(greatest)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(())
}

async fn read_postgres(connection: &mut Connection) -> sqlx::Result<Vec<Sequence>> {
    let mut sequences = Vec::new();
    for table in TABLES {
        let sql = format!(
            "SELECT GREATEST((SELECT MAX(id) FROM {table}),
                             (SELECT CASE WHEN is_called THEN last_value END FROM {table}_id_seq))"
        );
        let greatest: Option<i64> = sql::query_scalar(AssertSqlSafe(sql)).fetch_one(&mut *connection).await?;
        sequences.extend(greatest.map(|greatest| (table, greatest)));
    }
    Ok(sequences)
}

async fn raise_postgres(connection: &mut Connection, sequences: &[Sequence]) -> sqlx::Result<()> {
    for (table, greatest) in sequences {
        let sql = format!(
            "SELECT setval('{table}_id_seq', GREATEST($1, last_value)) FROM {table}_id_seq WHERE last_value < $1 OR NOT is_called"
        );
        let _: Option<i64> =
            sql::query_scalar(AssertSqlSafe(sql)).bind(greatest).fetch_optional(&mut *connection).await?;
    }
    Ok(())
}

/// Raises the sequences to the greatest existing IDs: rows inserted with explicit IDs may exceed them.
pub async fn catch_up(connection: &mut Connection) -> sqlx::Result<()> {
    let sequences = read(connection).await?;
    raise(connection, &sequences).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn every_table_with_ids_has_a_sequence() {
        let (store, _folder) = testing::open_file().await;
        let mut reading = store.read().await.unwrap();
        // Search tables have no IDs of their own, and the IDs of events are only used for sorting.
        let with = |pattern: &str| {
            format!(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql LIKE '% id INTEGER PRIMARY KEY{pattern}'
                 AND name NOT LIKE 'search!_%' ESCAPE '!' AND name <> 'account_events' ORDER BY name"
            )
        };
        let all: Vec<String> = sql::query_scalar(AssertSqlSafe(with("%"))).fetch_all(&mut reading).await.unwrap();
        let kept: Vec<String> =
            sql::query_scalar(AssertSqlSafe(with(" AUTOINCREMENT,%"))).fetch_all(&mut reading).await.unwrap();
        assert_eq!(all, TABLES);
        assert_eq!(kept, TABLES);
    }

    #[tokio::test]
    async fn a_deleted_id_is_not_reused() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let add = "INSERT INTO authors (slug, name) VALUES ('lan', 'Lan') RETURNING id";
        let first: i64 = sql::query_scalar(add).fetch_one(&mut writing).await.unwrap();
        sql::query("DELETE FROM authors").execute(&mut writing).await.unwrap();
        let second: i64 = sql::query_scalar(add).fetch_one(&mut writing).await.unwrap();
        assert!(second > first);
        // An imported row gets its ID by an UPDATE, which does not raise the sequence.
        sql::query("UPDATE authors SET id = 70").execute(&mut writing).await.unwrap();
        catch_up(&mut writing).await.unwrap();
        sql::query("DELETE FROM authors").execute(&mut writing).await.unwrap();
        raise(&mut writing, &[("authors", 7)]).await.unwrap();
        assert_eq!(read(&mut writing).await.unwrap(), [("authors", 70)]);
        let third: i64 = sql::query_scalar(add).fetch_one(&mut writing).await.unwrap();
        assert_eq!(third, 71);
    }
}
