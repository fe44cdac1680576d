use sqlx::SqlitePool;

/// SQLite opens a file that may not be written for reading, without a word: better to hear of it now than when somebody
/// writes. That others are writing is no reason.
pub async fn refuse_read_only(writer: &SqlitePool) -> sqlx::Result<()> {
    // Beginning is not enough: of such a file, SQLite makes it the beginning of a read. Any statement that could write is.
    match sqlx::query("DELETE FROM settings WHERE FALSE").execute(writer).await {
        // SQLITE_READONLY, in the lowest eight bits (SQLite, "Result and Error Codes").
        Err(sqlx::Error::Database(error))
            if error.code().is_some_and(|code| code.parse().is_ok_and(|code: i32| code & 0xff == 8)) =>
        {
            Err(sqlx::Error::Database(error))
        }
        _ => Ok(()),
    }
}
