//! Redirects from old paths.

use crate::store::sql::{self, Connection, QueryBuilder, each};
use sqlx::FromRow;

/// A redirect row. An empty target means that the page is gone.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub struct RedirectRow {
    pub path: String,
    pub target: String,
}

/// Finds the target of an old path. `path` has no trailing slash, and includes the query if there was one.
pub async fn find(connection: &mut Connection, path: &str) -> sqlx::Result<Option<String>> {
    let sql = each! {
        sqlite: "SELECT target FROM redirects WHERE path = $1",
        postgres: "SELECT target FROM redirects WHERE MD5(path) = MD5($1) AND path = $1",
    };
    sql::query_scalar(sql).bind(path).fetch_optional(connection).await
}

/// Adds a redirect, unless the path has one.
pub async fn add(connection: &mut Connection, path: &str, target: &str) -> sqlx::Result<()> {
    sql::query("INSERT INTO redirects (path, target) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(path)
        .bind(target)
        .execute(connection)
        .await?;
    Ok(())
}

/// Adds redirects in the way of [`add`]. Returns the number of new ones.
pub async fn add_all(connection: &mut Connection, redirects: &[(String, String)]) -> sqlx::Result<u64> {
    if redirects.is_empty() {
        return Ok(0);
    }
    let mut statement = QueryBuilder::new("INSERT INTO redirects (path, target) ");
    statement.push_values(redirects, |mut row, (path, target)| {
        row.push_bind(path.as_str()).push_bind(target.as_str());
    });
    statement.push(" ON CONFLICT DO NOTHING");
    Ok(statement.build().execute(connection).await?.rows_affected())
}

/// Redirects `from` to `to`, along with all redirects to `from`, and deletes the redirect at `to`.
pub async fn add_move(connection: &mut Connection, from: &str, to: &str) -> sqlx::Result<()> {
    sql::query("UPDATE redirects SET target = $2 WHERE target = $1")
        .bind(from)
        .bind(to)
        .execute(&mut *connection)
        .await?;
    set(connection, from, to).await?;
    remove(connection, to).await?;
    Ok(())
}

/// Sets the target of a path.
async fn set(connection: &mut Connection, path: &str, target: &str) -> sqlx::Result<()> {
    let sql = each! {
        sqlite: "INSERT INTO redirects (path, target) VALUES ($1, $2)
                 ON CONFLICT (path) DO UPDATE SET target = excluded.target",
        postgres: "INSERT INTO redirects (path, target) VALUES ($1, $2)
                   ON CONFLICT (MD5(path)) DO UPDATE SET target = excluded.target",
    };
    sql::query(sql).bind(path).bind(target).execute(connection).await?;
    Ok(())
}

/// Deletes a redirect and returns its target.
pub async fn remove(connection: &mut Connection, path: &str) -> sqlx::Result<Option<String>> {
    let sql = each! {
        sqlite: "DELETE FROM redirects WHERE path = $1 RETURNING target",
        postgres: "DELETE FROM redirects WHERE MD5(path) = MD5($1) AND path = $1 RETURNING target",
    };
    sql::query_scalar(sql).bind(path).fetch_optional(connection).await
}

/// Marks a path as gone.
pub async fn mark_gone(connection: &mut Connection, path: &str) -> sqlx::Result<()> {
    set(connection, path, "").await
}

/// Marks all redirects to a path as gone.
pub async fn mark_leading_gone(connection: &mut Connection, target: &str) -> sqlx::Result<()> {
    sql::query("UPDATE redirects SET target = '' WHERE target = $1").bind(target).execute(connection).await?;
    Ok(())
}

/// Deletes all redirects to a path.
pub async fn forget(connection: &mut Connection, target: &str) -> sqlx::Result<()> {
    sql::query("DELETE FROM redirects WHERE target = $1").bind(target).execute(connection).await?;
    Ok(())
}

/// Lists the redirects with a path after `after` whose path or target contains `text`. Returns up to one more than
/// `limit`, which tells that there are more.
pub async fn list(connection: &mut Connection, text: &str, after: &str, limit: i64) -> sqlx::Result<Vec<RedirectRow>> {
    sql::query_as(each! {
        sqlite: "SELECT path, target FROM redirects
                 WHERE path > $1 AND (path LIKE '%' || $2 || '%' ESCAPE '\\' OR target LIKE '%' || $2 || '%' ESCAPE '\\')
                 ORDER BY path LIMIT $3",
        // In the order of the index, whose entries have a maximum length.
        postgres: "SELECT path, target FROM redirects
                   WHERE SUBSTR(path, 1, 600) >= SUBSTR($1, 1, 600) AND path > $1
                     AND (path ILIKE '%' || $2 || '%' ESCAPE '\\' OR target ILIKE '%' || $2 || '%' ESCAPE '\\')
                   ORDER BY SUBSTR(path, 1, 600), path LIMIT $3",
    })
    .bind(after)
    .bind(super::escape(text))
    .bind(limit + 1)
    .fetch_all(connection)
    .await
}

/// Counts the redirects.
pub async fn count(connection: &mut Connection) -> sqlx::Result<i64> {
    sql::query_scalar("SELECT COUNT(*) FROM redirects").fetch_one(connection).await
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
    async fn moving_twice_leaves_no_redirect_chain() {
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
    async fn redirects_to_a_gone_path_are_gone() {
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
