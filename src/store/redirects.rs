//! Old addresses, and where they lead now.

use sqlx::SqliteConnection;

/// Where an old address leads. `path` is a path without a slash at its end, with its query if it had one.
pub async fn find(connection: &mut SqliteConnection, path: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT target FROM redirects WHERE path = $1").bind(path).fetch_optional(connection).await
}

/// Adds a redirect; the first one for a path stays.
pub async fn add(connection: &mut SqliteConnection, path: &str, target: &str) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO redirects (path, target) VALUES ($1, $2) ON CONFLICT (path) DO NOTHING")
        .bind(path)
        .bind(target)
        .execute(connection)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn the_first_redirect_stays() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        add(&mut writing, "/?p=1", "/posts/a").await.unwrap();
        add(&mut writing, "/?p=1", "/posts/b").await.unwrap();
        assert_eq!(find(&mut writing, "/?p=1").await.unwrap().as_deref(), Some("/posts/a"));
        assert_eq!(find(&mut writing, "/?p=2").await.unwrap(), None);
    }
}
