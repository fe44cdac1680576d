//! Authors: who writes here.

use sqlx::{FromRow, SqliteConnection};

/// An author as stored.
#[derive(Clone, Debug, FromRow)]
pub struct AuthorRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub biography_html: String,
}

/// An author to be stored. `biography` is as written, `biography_html` what was made of it.
#[derive(Clone, Debug, Default)]
pub struct NewAuthor {
    pub slug: String,
    pub name: String,
    pub biography: String,
    pub biography_html: String,
    pub email: String,
}

/// Finds an author by slug.
pub async fn find(connection: &mut SqliteConnection, slug: &str) -> sqlx::Result<Option<AuthorRow>> {
    sqlx::query_as("SELECT id, slug, name, biography_html FROM authors WHERE slug = $1")
        .bind(slug)
        .fetch_optional(connection)
        .await
}

/// The name of an author.
pub async fn find_name(connection: &mut SqliteConnection, id: i64) -> sqlx::Result<Option<String>> {
    sqlx::query_scalar("SELECT name FROM authors WHERE id = $1").bind(id).fetch_optional(connection).await
}

/// Adds an author, or finds the one who has the slug already and leaves them as they are.
pub async fn ensure(connection: &mut SqliteConnection, author: &NewAuthor) -> sqlx::Result<i64> {
    sqlx::query_scalar(
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

/// Every author's id and name, by name.
pub async fn list_names(connection: &mut SqliteConnection) -> sqlx::Result<Vec<(i64, String)>> {
    sqlx::query_as("SELECT id, name FROM authors ORDER BY name, id LIMIT 2000").fetch_all(connection).await
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
