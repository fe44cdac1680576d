use sqlx::SqlitePool;

/// SQLite opens a file that may not be written for reading, without a word: better to hear of it now than when somebody
/// writes. That others are writing is no reason.
pub async fn refuse_read_only(writer: &SqlitePool) -> sqlx::Result<()> {
    match writer.begin_with("BEGIN IMMEDIATE").await {
        Ok(transaction) => transaction.rollback().await,
        // SQLITE_READONLY, in the lowest eight bits (SQLite, "Result and Error Codes").
        Err(sqlx::Error::Database(error))
            if error.code().is_some_and(|code| code.parse().is_ok_and(|code: i32| code & 0xff == 8)) =>
        {
            Err(sqlx::Error::Database(error))
        }
        Err(_) => Ok(()),
    }
}
