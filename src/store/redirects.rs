//! Old addresses, and where they lead now.

use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection};

/// An old address as stored. One without a target says that what was there is gone.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RedirectRow {
    pub path: String,
    pub target: String,
}

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

/// Adds redirects, as [`add`] does; gives back how many were not there before.
pub async fn add_all(connection: &mut SqliteConnection, redirects: &[(String, String)]) -> sqlx::Result<u64> {
    if redirects.is_empty() {
        return Ok(0);
    }
    let mut statement = QueryBuilder::<Sqlite>::new("INSERT INTO redirects (path, target) ");
    statement.push_values(redirects, |mut row, (path, target)| {
        row.push_bind(path.as_str()).push_bind(target.as_str());
    });
    statement.push(" ON CONFLICT (path) DO NOTHING");
    Ok(statement.build().execute(connection).await?.rows_affected())
}

/// An address has moved: `from` leads to `to`, and so does what led to `from`. What is at `to` is not old any more.
pub async fn add_move(connection: &mut SqliteConnection, from: &str, to: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE redirects SET target = $2 WHERE target = $1")
        .bind(from)
        .bind(to)
        .execute(&mut *connection)
        .await?;
    sqlx::query(
        "INSERT INTO redirects (path, target) VALUES ($1, $2) ON CONFLICT (path) DO UPDATE SET target = excluded.target",
    )
    .bind(from)
    .bind(to)
    .execute(&mut *connection)
    .await?;
    remove(connection, to).await?;
    Ok(())
}

/// Forgets an old address; gives back where it led.
pub async fn remove(connection: &mut SqliteConnection, path: &str) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("DELETE FROM redirects WHERE path = $1 RETURNING target")
        .bind(path)
        .fetch_optional(connection)
        .await
}

/// What was at a path is gone.
pub async fn mark_gone(connection: &mut SqliteConnection, path: &str) -> sqlx::Result<()> {
    sqlx::query("INSERT INTO redirects (path, target) VALUES ($1, '') ON CONFLICT (path) DO UPDATE SET target = ''")
        .bind(path)
        .execute(connection)
        .await?;
    Ok(())
}

/// What led to an address that is gone is gone with it.
pub async fn mark_leading_gone(connection: &mut SqliteConnection, target: &str) -> sqlx::Result<()> {
    sqlx::query("UPDATE redirects SET target = '' WHERE target = $1").bind(target).execute(connection).await?;
    Ok(())
}

/// Takes the redirects away that lead to an address, which shows nothing any more.
pub async fn forget(connection: &mut SqliteConnection, target: &str) -> sqlx::Result<()> {
    sqlx::query("DELETE FROM redirects WHERE target = $1").bind(target).execute(connection).await?;
    Ok(())
}

/// Old addresses after `after`, by path, in which a text occurs; one more than `limit` tells that there are more.
pub async fn list(
    connection: &mut SqliteConnection,
    text: &str,
    after: &str,
    limit: i64,
) -> sqlx::Result<Vec<RedirectRow>> {
    sqlx::query_as(
        "SELECT path, target FROM redirects
         WHERE path > $1 AND (path LIKE '%' || $2 || '%' ESCAPE '\\' OR target LIKE '%' || $2 || '%' ESCAPE '\\')
         ORDER BY path LIMIT $3",
    )
    .bind(after)
    .bind(super::escape(text))
    .bind(limit + 1)
    .fetch_all(connection)
    .await
}

/// How many old addresses there are.
pub async fn count(connection: &mut SqliteConnection) -> sqlx::Result<i64> {
    sqlx::query_scalar("SELECT COUNT(*) FROM redirects").fetch_one(connection).await
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
        let many = ["/?p=1", "/?p=3", "/?p=3"].map(|path| (path.to_owned(), format!("/posts{path}")));
        assert_eq!(add_all(&mut writing, &many).await.unwrap(), 1);
        assert_eq!(find(&mut writing, "/?p=1").await.unwrap().as_deref(), Some("/posts/a"));
    }

    #[tokio::test]
    async fn addresses_that_move_twice_lead_straight_on() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        add_move(&mut writing, "/tag/a", "/tag/b").await.unwrap();
        add_move(&mut writing, "/tag/b", "/tag/c").await.unwrap();
        let found = list(&mut writing, "", "", 10).await.unwrap();
        let found: Vec<_> = found.iter().map(|row| (row.path.as_str(), row.target.as_str())).collect();
        assert_eq!(found, [("/tag/a", "/tag/c"), ("/tag/b", "/tag/c")]);
        add_move(&mut writing, "/tag/c", "/tag/a").await.unwrap();
        assert_eq!(find(&mut writing, "/tag/a").await.unwrap(), None, "it is in use again");
        assert_eq!(find(&mut writing, "/tag/b").await.unwrap().as_deref(), Some("/tag/a"));
        assert_eq!(remove(&mut writing, "/tag/b").await.unwrap().as_deref(), Some("/tag/a"));
        assert_eq!(count(&mut writing).await.unwrap(), 1);
        forget(&mut writing, "/tag/a").await.unwrap();
        assert_eq!(count(&mut writing).await.unwrap(), 0);
    }

    #[tokio::test]
    async fn what_is_gone_takes_along_what_led_there() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        add_move(&mut writing, "/posts/a", "/posts/b").await.unwrap();
        mark_gone(&mut writing, "/posts/b").await.unwrap();
        assert_eq!(find(&mut writing, "/posts/a").await.unwrap().as_deref(), Some("/posts/b"));
        mark_leading_gone(&mut writing, "/posts/b").await.unwrap();
        for path in ["/posts/a", "/posts/b"] {
            assert_eq!(find(&mut writing, path).await.unwrap().as_deref(), Some(""), "{path}");
        }
    }
}
