//! What the site remembers about itself, by name.

use sqlx::SqliteConnection;

/// The key that signs tokens, in base64url.
pub const SECRET: &str = "secret";
/// The site's name, and what it says below it: when Leptos.toml names none.
pub const TITLE: &str = "title";
pub const TAGLINE: &str = "tagline";
/// The promotional block, in Markdown.
pub const PROMOTION: &str = "promotion";
/// When the site was last backed up: Unix milliseconds.
pub const LAST_BACKUP: &str = "last_backup";

/// Reads a value.
pub async fn find(connection: &mut SqliteConnection, name: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT value FROM settings WHERE name = $1").bind(name).fetch_optional(connection).await
}

/// Writes a value.
pub async fn set(connection: &mut SqliteConnection, name: &str, value: &str) -> sqlx::Result<()> {
    sqlx::query(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets a value.
pub async fn remove(connection: &mut SqliteConnection, name: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM settings WHERE name = $1").bind(name).execute(connection).await?;
    Ok(())
}

/// What was set in the admin, by dotted name: `config::Settings::with_stored` puts it in force.
pub async fn list_dotted(connection: &mut SqliteConnection) -> sqlx::Result<Vec<(String, String)>> {
    sqlx::query_as("SELECT name, value FROM settings WHERE name LIKE '%.%' ORDER BY name").fetch_all(connection).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn the_last_value_counts() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        assert_eq!(find(&mut writing, PROMOTION).await.unwrap(), None);
        set(&mut writing, PROMOTION, "a").await.unwrap();
        set(&mut writing, PROMOTION, "b").await.unwrap();
        assert_eq!(find(&mut writing, PROMOTION).await.unwrap().as_deref(), Some("b"));
        set(&mut writing, "site.title", "c").await.unwrap();
        assert_eq!(list_dotted(&mut writing).await.unwrap(), [("site.title".to_owned(), "c".to_owned())]);
        remove(&mut writing, "site.title").await.unwrap();
        assert!(list_dotted(&mut writing).await.unwrap().is_empty());
    }
}
