//! What comes in with an import. There is one writer at a time, so what has a greater ID after the transaction than before
//! came with it.

use serde::{Deserialize, Serialize};

use crate::clock::now;
use crate::store::sql::{self, Connection, each};
use crate::store::{sequences, settings};

/// The settings that an import may set.
const SETTINGS: [&str; 3] = [settings::TITLE, settings::TAGLINE, "site.language"];

/// The state of the database before an import.
#[derive(Clone, Debug)]
pub struct Snapshot {
    greatest: Vec<sequences::Sequence>,
    /// Settings that were set before.
    settings: Vec<&'static str>,
}

/// IDs: those greater than the first, up to the last.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdRange {
    pub after: i64,
    pub last: i64,
}

/// What came in with an import.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Brought {
    pub posts: IdRange,
    pub comments: IdRange,
    pub terms: IdRange,
    pub authors: IdRange,
    pub menu_items: IdRange,
    /// Those of nobody: what people have uploaded meanwhile is theirs.
    pub media: IdRange,
    /// Names and values of settings.
    pub settings: Vec<(String, String)>,
}

/// Begins to record, in the transaction of the import.
pub async fn begin_recording(connection: &mut Connection) -> sqlx::Result<Snapshot> {
    let kept = each! {
        sqlite: "CREATE TEMP TABLE earlier_redirects (path TEXT PRIMARY KEY) WITHOUT ROWID",
        postgres: "CREATE TEMP TABLE earlier_redirects (path TEXT COLLATE \"C\" NOT NULL);
                   CREATE INDEX ON earlier_redirects USING hash (path)",
    };
    connection.run(kept.of(connection.engine())).await?;
    connection.run("INSERT INTO earlier_redirects SELECT path FROM redirects").await?;
    let mut set = Vec::new();
    for name in SETTINGS {
        if settings::find(connection, name).await?.is_some() {
            set.push(name);
        }
    }
    Ok(Snapshot { greatest: sequences::read(connection).await?, settings: set })
}

/// Stores what came in since `before`, and that the import is finished.
pub async fn record(connection: &mut Connection, run: i64, before: &Snapshot) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO import_redirects (run_id, path)
         SELECT $1, r.path FROM redirects r
         WHERE NOT EXISTS (SELECT 1 FROM earlier_redirects e WHERE e.path = r.path)",
    )
    .bind(run)
    .execute(&mut *connection)
    .await?;
    connection.run("DROP TABLE earlier_redirects").await?;
    let media_before: Option<i64> = sql::query_scalar("SELECT media_before FROM import_runs WHERE id = $1")
        .bind(run)
        .fetch_one(&mut *connection)
        .await?;
    let after = sequences::read(connection).await?;
    let range = |table| IdRange { after: greatest(&before.greatest, table), last: greatest(&after, table) };
    let mut brought = Brought {
        posts: range("posts"),
        comments: range("comments"),
        terms: range("terms"),
        authors: range("authors"),
        menu_items: range("menu_items"),
        media: range("media"),
        settings: Vec::new(),
    };
    // The files came in before the transaction.
    brought.media.after = media_before.unwrap_or(brought.media.after);
    for name in SETTINGS.into_iter().filter(|name| !before.settings.contains(name)) {
        let value = settings::find(connection, name).await?;
        brought.settings.extend(value.map(|value| (name.to_owned(), value)));
    }
    let brought = serde_json::to_string(&brought).map_err(|error| sqlx::Error::Encode(Box::new(error)))?;
    sql::query("UPDATE import_runs SET brought = $2, status = 'finished', finished_at = $3 WHERE id = $1")
        .bind(run)
        .bind(brought)
        .bind(now())
        .execute(connection)
        .await?;
    Ok(())
}

/// Reads what came in with an import. `None` if that is not known.
pub async fn read_brought(connection: &mut Connection, run: i64) -> sqlx::Result<Option<Brought>> {
    let json: Option<String> =
        sql::query_scalar("SELECT brought FROM import_runs WHERE id = $1").bind(run).fetch_optional(connection).await?;
    Ok(json.and_then(|json| serde_json::from_str(&json).ok()))
}

fn greatest(sequences: &[sequences::Sequence], table: &str) -> i64 {
    sequences.iter().find(|(name, _)| *name == table).map_or(0, |(_, greatest)| *greatest)
}
