//! Database errors: details go to the log; clients only learn whether the error is temporary.

use std::io;

use crate::model::error::Error;

/// Primary result codes of faults outside the program: the database is locked, memory is exhausted, the file is
/// read-only, the disk fails or is full, the file cannot be opened (SQLite, "Result and Error Codes").
const PASSING: [i32; 8] = [5, 6, 7, 8, 10, 13, 14, 15];

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        if matches!(error, sqlx::Error::RowNotFound) {
            return Error::NotFound;
        }
        tracing::error!(%error, "the database failed");
        if may_pass(&error) { Error::Unavailable } else { Error::Internal }
    }
}

/// Returns whether the operation may succeed later.
fn may_pass(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => true,
        error => code(error).is_some_and(|code| PASSING.contains(&code)) || may_pass_in_postgres(error),
    }
}

/// Returns whether PostgreSQL cannot do something now: it is not reached or has stopped, is a standby, has no room, or a
/// lock or a statement took too long (PostgreSQL, "Error Codes").
fn may_pass_in_postgres(error: &sqlx::Error) -> bool {
    const CLASSES: [&str; 4] = ["08", "40", "53", "57"];
    const CODES: [&str; 3] = ["25006", "25P03", "55P03"];
    let code = error.as_database_error().and_then(sqlx::error::DatabaseError::code).unwrap_or_default();
    code.len() == 5 && (CLASSES.iter().any(|class| code.starts_with(class)) || CODES.contains(&code.as_ref()))
}

/// Returns the primary result code: the lowest byte of an extended one.
fn code(error: &sqlx::Error) -> Option<i32> {
    // Codes of PostgreSQL have five characters.
    let code = error.as_database_error()?.code().filter(|code| code.len() < 5)?.parse::<i32>().ok()?;
    Some(code & 0xff)
}

/// Returns a hint at the likely cause for the administrator, since SQLite does not always say.
pub(super) fn hint(error: &sqlx::Error) -> &'static str {
    match code(error) {
        Some(10 | 13) => ". Is the disk full?",
        _ => "",
    }
}

/// Copies an error, for each of several waiting writes.
pub(super) fn repeat(error: &sqlx::Error) -> sqlx::Error {
    let text = error.to_string();
    if may_pass(error) { sqlx::Error::Io(io::Error::other(text)) } else { sqlx::Error::Protocol(text) }
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection, SqliteConnection};

    use super::*;

    #[tokio::test]
    async fn temporary_errors_are_told_from_permanent_ones() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}?mode=rwc", folder.path().join("a.db").display());
        let mut holder = SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql("CREATE TABLE a (b TEXT); BEGIN EXCLUSIVE").execute(&mut holder).await.unwrap();
        let mut other = SqliteConnection::connect(&url).await.unwrap();
        sqlx::raw_sql("PRAGMA busy_timeout = 0").execute(&mut other).await.unwrap();
        let locked = sqlx::raw_sql("SELECT * FROM a").execute(&mut other).await.unwrap_err();
        assert_eq!(Error::from(repeat(&locked)), Error::Unavailable);
        assert_eq!(Error::from(locked), Error::Unavailable);
        sqlx::raw_sql("ROLLBACK; PRAGMA max_page_count = 3").execute(&mut holder).await.unwrap();
        let full = sqlx::raw_sql("INSERT INTO a VALUES (zeroblob(100000))").execute(&mut holder).await.unwrap_err();
        assert_eq!(Error::from(full), Error::Unavailable);
        sqlx::raw_sql("PRAGMA query_only = ON").execute(&mut holder).await.unwrap();
        let forbidden = sqlx::raw_sql("DELETE FROM a").execute(&mut holder).await.unwrap_err();
        assert_eq!(Error::from(forbidden), Error::Unavailable);
        let broken = sqlx::raw_sql("SELECT * FROM c").execute(&mut holder).await.unwrap_err();
        assert_eq!(Error::from(repeat(&broken)), Error::Internal);
        assert_eq!(Error::from(broken), Error::Internal);
        assert_eq!(Error::from(sqlx::Error::RowNotFound), Error::NotFound);
    }
}
