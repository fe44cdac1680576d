//! Copies all tables between PostgreSQL and a SQLite file, which is the form of a backup on either engine. So moving to
//! the other engine is `longan backup` and `longan restore`.

use std::path::Path;
use std::time::Duration;

use futures::{StreamExt, TryStreamExt};
use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{AssertSqlSafe, ColumnIndex, ConnectOptions, Decode, Row, Type};

use super::RowCounts;
use crate::config::Durability;
use crate::store::sequences;
use crate::store::sql::{self, Argument, Bind, Connection, QueryBuilder};
use crate::store::sqlite::migrations::{self, MIGRATIONS};

/// All tables with content, each after those it refers to. The search index is made anew.
const TABLES: [&str; 32] = [
    "authors",
    "users",
    "terms",
    "posts",
    "comments",
    "media",
    "media_files",
    "file_chunks",
    "post_terms",
    "post_media",
    "revisions",
    "redirects",
    "settings",
    "sessions",
    "passkeys",
    "recovery_codes",
    "account_events",
    "menu_items",
    "front_sections",
    "post_reads",
    "placements",
    "snippets",
    "spam_tokens",
    "blocks",
    "missing",
    "mails",
    "reply_subscriptions",
    "published_replies",
    "import_runs",
    "import_redirects",
    "acme_accounts",
    "certificates",
];
/// Tables that triggers fill. They are counted when the others are copied.
const COUNTED: [&str; 2] = ["post_counts", "comment_counts"];
/// Maximum number of values per statement. SQLite looks each up among those before it, so more would be slower.
const VALUES: usize = 1_000;
/// Maximum size of the texts and files per statement (bytes).
const BYTES: usize = 8 * 1024 * 1024;

/// Copies all tables that `source`, a transaction, sees into an empty file, and counts their rows.
pub async fn copy_out(source: &mut Connection, target: &Path) -> sqlx::Result<RowCounts> {
    let migrated = migrations::run(target, Durability::Normal, &MIGRATIONS).await;
    migrated.map_err(|error| error.error)?.map_err(|error| sqlx::Error::Migrate(Box::new(error)))?;
    let options = SqliteConnectOptions::new().filename(target).foreign_keys(false);
    let mut target = Connection::open(&options.pragma("journal_mode", "OFF")).await?;
    target.run("BEGIN").await?;
    let mut counts = RowCounts::new();
    for table in TABLES.into_iter().chain(["change_counters"]) {
        let columns = columns(source, table).await?;
        target.run(AssertSqlSafe(format!("DELETE FROM {table}"))).await?;
        let count = copy_table(source, &mut target, table, &columns).await?;
        counts.insert(table.to_owned(), count);
    }
    // What waits to be indexed: everything.
    target
        .run(
            "INSERT INTO search_waiting_posts SELECT id FROM posts WHERE status = 'published' ON CONFLICT DO NOTHING;
             INSERT INTO search_waiting_comments SELECT id FROM comments WHERE status = 'published' ON CONFLICT DO NOTHING",
        )
        .await?;
    for table in COUNTED {
        let columns = columns(source, table).await?;
        target.run(AssertSqlSafe(format!("DELETE FROM {table}"))).await?;
        copy_table(source, &mut target, table, &columns).await?;
    }
    let given = sequences::read(source).await?;
    sequences::catch_up(&mut target).await?;
    sequences::raise(&mut target, &given).await?;
    target.run("COMMIT").await?;
    target.close().await?;
    Ok(counts)
}

/// Replaces all rows of `target`, a write transaction, with those of a file whose schema is up to date.
pub async fn copy_in(source: &Path, target: &mut Connection) -> sqlx::Result<()> {
    let options = SqliteConnectOptions::new().filename(source).pragma("trusted_schema", "OFF");
    // The statement that reads a table lasts until its rows are written.
    let options = options.log_slow_statements(log::LevelFilter::Off, Duration::MAX);
    // Few rows at a time: each may hold a picture.
    let mut source = Connection::open(&options.row_buffer_size(2)).await?;
    let all: Vec<&str> = TABLES.into_iter().chain(COUNTED).chain(["change_counters"]).collect();
    let others = "search_posts, search_comments, unindexed_posts, unindexed_comments";
    // Not TRUNCATE, which locks out readers until the commit.
    target.run("SET CONSTRAINTS ALL DEFERRED; SET LOCAL statement_timeout = 0").await?;
    for table in others.split(", ").chain(all.iter().rev().copied()) {
        target.run(AssertSqlSafe(format!("DELETE FROM {table}"))).await?;
    }
    for table in TABLES.into_iter().chain(["change_counters"]) {
        let columns = columns(target, table).await?;
        copy_table(&mut source, target, table, &columns).await?;
    }
    // What the triggers have listed: no object may be deleted that the new rows have, nor those of the replaced database.
    target.run("DELETE FROM stored_deletions").await?;
    // The triggers have counted the rows as they came.
    let given = sequences::read(&mut source).await?;
    sequences::catch_up(target).await?;
    sequences::raise(target, &given).await?;
    source.close().await
}

/// A column of a table, and what it holds.
struct CopiedColumn {
    name: String,
    kind: ColumnKind,
}

#[derive(Clone, Copy)]
enum ColumnKind {
    Integer,
    Boolean,
    Text,
    Bytes,
}

/// Lists the columns of a table that are not generated, as PostgreSQL describes them.
async fn columns(postgres: &mut Connection, table: &str) -> sqlx::Result<Vec<CopiedColumn>> {
    let rows: Vec<(String, String)> = sql::query_as(
        "SELECT column_name::TEXT, data_type::TEXT FROM information_schema.columns
         WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position",
    )
    .bind(table)
    .fetch_all(postgres)
    .await?;
    let columns = rows.into_iter().map(|(name, kind)| {
        let kind = match kind.as_str() {
            "bigint" => ColumnKind::Integer,
            "boolean" => ColumnKind::Boolean,
            "text" => ColumnKind::Text,
            "bytea" => ColumnKind::Bytes,
            other => return Err(sqlx::Error::Protocol(format!("{table}.{name} has the type {other}"))),
        };
        Ok(CopiedColumn { name, kind })
    });
    columns.collect()
}

/// Copies a table and counts its rows.
async fn copy_table(
    source: &mut Connection,
    target: &mut Connection,
    table: &str,
    columns: &[CopiedColumn],
) -> sqlx::Result<i64> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let names = names.join(", ");
    // In the order of the first column, an ID, parents come before their children.
    let select = AssertSqlSafe(format!("SELECT {names} FROM {table} ORDER BY 1"));
    let mut rows = match source {
        Connection::Sqlite(connection) => {
            let rows = sqlx::query(select).fetch(&mut **connection);
            rows.map(|row| read(&row?, columns)).boxed()
        }
        Connection::Postgres(connection) => {
            let rows = sqlx::query(select).fetch(&mut **connection);
            rows.map(|row| read(&row?, columns)).boxed()
        }
    };
    let insert = format!("INSERT INTO {table} ({names}) ");
    let (mut batch, mut bytes, mut count) = (Vec::new(), 0, 0);
    while let Some(row) = rows.try_next().await? {
        bytes += row.iter().map(Argument::size).sum::<usize>();
        batch.push(row);
        count += 1;
        if batch.len() * columns.len() >= VALUES || bytes >= BYTES {
            write(target, &insert, std::mem::take(&mut batch)).await?;
            bytes = 0;
        }
    }
    write(target, &insert, batch).await?;
    Ok(count)
}

fn read<R: Row>(row: &R, columns: &[CopiedColumn]) -> sqlx::Result<Vec<Argument<'static>>>
where
    usize: ColumnIndex<R>,
    for<'r> i64: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> bool: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> String: Decode<'r, R::Database> + Type<R::Database>,
    for<'r> Vec<u8>: Decode<'r, R::Database> + Type<R::Database>,
{
    let values = columns.iter().enumerate().map(|(at, column)| {
        Ok(match column.kind {
            ColumnKind::Integer => row.try_get::<Option<i64>, _>(at)?.argument(),
            ColumnKind::Boolean => row.try_get::<Option<bool>, _>(at)?.argument(),
            ColumnKind::Text => row.try_get::<Option<String>, _>(at)?.argument(),
            ColumnKind::Bytes => row.try_get::<Option<Vec<u8>>, _>(at)?.argument(),
        })
    });
    values.collect()
}

async fn write(target: &mut Connection, insert: &str, rows: Vec<Vec<Argument<'static>>>) -> sqlx::Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut statement = QueryBuilder::new(insert);
    statement.push_values(rows, |mut row, values| {
        for value in values {
            row.push_bind(value);
        }
    });
    statement.build().persistent(false).execute(target).await.map(drop)
}
