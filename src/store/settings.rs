//! Key-value settings stored in the database.

use crate::storage::SiteMark;
use crate::store::sql::{self, Connection};

/// The key for signing tokens, in base64url.
pub const SECRET: &str = "secret";
/// The site's title, used if Leptos.toml does not set it.
pub const TITLE: &str = "title";
/// The site's tagline, used if Leptos.toml does not set it.
pub const TAGLINE: &str = "tagline";
/// The promotional block, in Markdown.
pub const PROMOTION: &str = "promotion";
/// The origin in the IDs of feeds and their entries: where the site was first served. It never changes.
pub const FEED_ORIGIN: &str = "feed_origin";
/// The password of the mail server, if it was set in the admin. Without a dot in its name, so that archives lack it.
pub const MAIL_PASSWORD: &str = "mail_password";
/// The time of the last backup, in Unix milliseconds.
pub const LAST_BACKUP: &str = "last_backup";

/// Reads a value.
pub async fn find(connection: &mut Connection, name: &str) -> sqlx::Result<Option<String>> {
    sql::query_scalar("SELECT value FROM settings WHERE name = $1").bind(name).fetch_optional(connection).await
}

/// Reads which site the database is of. `None` if it has not been served yet, and is nobody's.
pub async fn find_site_mark(connection: &mut Connection) -> sqlx::Result<Option<SiteMark>> {
    Ok(find(connection, SECRET).await?.map(|secret| SiteMark::of(&secret)))
}

/// Writes a value.
pub async fn set(connection: &mut Connection, name: &str, value: &str) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO settings (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
    )
    .bind(name)
    .bind(value)
    .execute(connection)
    .await?;
    Ok(())
}

/// Deletes a value.
pub async fn remove(connection: &mut Connection, name: &str) -> sqlx::Result<()> {
    sql::query("DELETE FROM settings WHERE name = $1").bind(name).execute(connection).await?;
    Ok(())
}

/// Lists the settings made in the admin, which have dotted names. `config::Settings::with_stored` applies them.
pub async fn list_dotted(connection: &mut Connection) -> sqlx::Result<Vec<(String, String)>> {
    sql::query_as("SELECT name, value FROM settings WHERE name LIKE '%.%' ORDER BY name").fetch_all(connection).await
}

/// Lists the settings of the site that mention a picture of the library.
pub async fn list_mentioning(connection: &mut Connection, media: i64) -> sqlx::Result<Vec<(String, String)>> {
    sql::query_as(
        "SELECT name, value FROM settings WHERE (name LIKE '%.%' OR name = $2) AND value LIKE '%/media/' || $1 || '/%'
         ORDER BY name",
    )
    .bind(media.to_string())
    .bind(PROMOTION)
    .fetch_all(connection)
    .await
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
