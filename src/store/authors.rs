//! Authors.

use sqlx::FromRow;

use crate::store::sql::{self, Connection};
use crate::text::fold::sort_by_name;

/// An author row.
#[derive(Clone, Debug, FromRow)]
pub struct AuthorRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub biography_html: String,
    pub role: String,
    /// The address of a picture; may be empty.
    pub portrait: String,
    /// Addresses of pages elsewhere, one per line.
    pub links: String,
}

/// An author to insert. `biography_html` is the rendered `biography`.
#[derive(Clone, Debug, Default)]
pub struct NewAuthor {
    pub slug: String,
    pub name: String,
    pub biography: String,
    pub biography_html: String,
    pub email: String,
}

/// Finds an author by slug.
pub async fn find(connection: &mut Connection, slug: &str) -> sqlx::Result<Option<AuthorRow>> {
    sql::query_as("SELECT id, slug, name, biography_html, role, portrait, links FROM authors WHERE slug = $1")
        .bind(slug)
        .fetch_optional(connection)
        .await
}

/// Finds an author's slug.
pub async fn find_slug(connection: &mut Connection, id: i64) -> sqlx::Result<Option<String>> {
    sql::query_scalar("SELECT slug FROM authors WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Finds an author's name.
pub async fn find_name(connection: &mut Connection, id: i64) -> sqlx::Result<Option<String>> {
    sql::query_scalar("SELECT name FROM authors WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Lists the name and email address of every author. The address may be empty.
pub async fn list_people(connection: &mut Connection) -> sqlx::Result<Vec<(String, String)>> {
    sql::query_as("SELECT name, email FROM authors").fetch_all(connection).await
}

/// Adds an author, or returns the ID of the one who already has the slug, unchanged.
pub async fn ensure(connection: &mut Connection, author: &NewAuthor) -> sqlx::Result<i64> {
    sql::query_scalar(
        "INSERT INTO authors (slug, name, biography, biography_html, email) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (slug) DO UPDATE SET slug = excluded.slug
         RETURNING id",
    )
    .bind(&author.slug)
    .bind(&author.name)
    .bind(&author.biography)
    .bind(&author.biography_html)
    .bind(&author.email)
    .fetch_one(connection)
    .await
}

/// Lists every author's ID and name, by name.
pub async fn list_names(connection: &mut Connection) -> sqlx::Result<Vec<(i64, String)>> {
    let sql = "SELECT id, name FROM authors ORDER BY name, id LIMIT 2000";
    let mut rows: Vec<(i64, String)> = sql::query_as(sql).fetch_all(connection).await?;
    sort_by_name(&mut rows, |(_, name)| name);
    Ok(rows)
}

/// Finds an author without a user, by email address (set by imports) or by name.
pub async fn find_unclaimed(connection: &mut Connection, email: &str, name: &str) -> sqlx::Result<Option<i64>> {
    sql::query_scalar(
        "SELECT id FROM authors WHERE (LOWER(email) = $1 OR name = $2)
         AND NOT EXISTS (SELECT 1 FROM users WHERE author_id = authors.id)
         ORDER BY LOWER(email) = $1 DESC, id LIMIT 1",
    )
    .bind(email.to_ascii_lowercase())
    .bind(name)
    .fetch_optional(connection)
    .await
}

/// Lists the slugs that start with `start`.
pub async fn list_slugs(connection: &mut Connection, start: &str) -> sqlx::Result<Vec<String>> {
    sql::query_scalar("SELECT slug FROM authors WHERE SUBSTR(slug, 1, LENGTH($1)) = $1")
        .bind(start)
        .fetch_all(connection)
        .await
}

/// What readers see of an author besides the name, and the source of the biography.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromRow)]
pub struct AuthorTexts {
    pub role: String,
    /// The address of a picture; may be empty.
    pub portrait: String,
    pub biography: String,
    /// The rendered `biography`.
    pub biography_html: String,
    /// Addresses of pages elsewhere, one per line.
    pub links: String,
}

/// Returns what readers see of an author.
pub async fn find_profile(connection: &mut Connection, id: i64) -> sqlx::Result<Option<AuthorTexts>> {
    sql::query_as("SELECT role, portrait, biography, biography_html, links FROM authors WHERE id = $1")
        .bind(id)
        .fetch_optional(connection)
        .await
}

/// Sets what readers see of an author. The slug stays, so that links keep working.
pub async fn set_profile(connection: &mut Connection, id: i64, name: &str, texts: &AuthorTexts) -> sqlx::Result<()> {
    sql::query(
        "UPDATE authors SET name = $2, role = $3, portrait = $4, biography = $5, biography_html = $6, links = $7
         WHERE id = $1",
    )
    .bind(id)
    .bind(name)
    .bind(&texts.role)
    .bind(&texts.portrait)
    .bind(&texts.biography)
    .bind(&texts.biography_html)
    .bind(&texts.links)
    .execute(connection)
    .await?;
    Ok(())
}

/// Counts an author's posts and pages in any status.
pub async fn count_posts(connection: &mut Connection, id: i64) -> sqlx::Result<i64> {
    sql::query_scalar("SELECT COUNT(*) FROM posts WHERE author_id = $1").bind(id).fetch_one(connection).await
}

/// Reassigns all posts and pages of an author to another.
pub async fn give_posts(connection: &mut Connection, from: i64, to: i64) -> sqlx::Result<()> {
    sql::query("UPDATE posts SET author_id = $2 WHERE author_id = $1").bind(from).bind(to).execute(connection).await?;
    Ok(())
}

/// Deletes an author without posts, comments and user.
pub async fn remove_idle(connection: &mut Connection, id: i64) -> sqlx::Result<()> {
    sql::query(
        "DELETE FROM authors WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM posts WHERE author_id = $1)
         AND NOT EXISTS (SELECT 1 FROM comments WHERE author_id = $1)
         AND NOT EXISTS (SELECT 1 FROM users WHERE author_id = $1)",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}

/// Shows another portrait of the authors who have this picture of the library.
pub async fn replace_portrait(connection: &mut Connection, old: i64, path: &str) -> sqlx::Result<()> {
    sql::query("UPDATE authors SET portrait = $2 WHERE portrait LIKE '/media/' || $1 || '/%'")
        .bind(old.to_string())
        .bind(path)
        .execute(connection)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn ensure_adds_once() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let author = NewAuthor { slug: "lan".to_owned(), name: "Lan".to_owned(), ..NewAuthor::default() };
        let first = ensure(&mut writing, &author).await.unwrap();
        let again = NewAuthor { name: "Another".to_owned(), ..author };
        assert_eq!(ensure(&mut writing, &again).await.unwrap(), first);
        writing.commit().await.unwrap();
        let mut reading = store.read().await.unwrap();
        assert_eq!(find(&mut reading, "lan").await.unwrap().unwrap().name, "Lan");
        assert!(find(&mut reading, "nobody").await.unwrap().is_none());
    }
}
