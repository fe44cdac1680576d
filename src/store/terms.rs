//! Categories and tags.

pub mod appearance;
pub mod edit;
pub mod term_table;

use sqlx::FromRow;

use crate::model::term::TermKind;
use crate::store::sql::{self, Connection, QueryBuilder};
use crate::text::fold::sort_by_name;

/// A term row.
#[derive(Clone, Debug, FromRow)]
pub struct TermRow {
    pub id: i64,
    pub slug: String,
    pub name: String,
    pub description_html: String,
    pub parent_id: Option<i64>,
    pub post_count: i64,
    /// Lower ones come first.
    pub position: i64,
}

/// A term to insert.
#[derive(Clone, Debug)]
pub struct NewTerm {
    pub kind: TermKind,
    pub slug: String,
    pub name: String,
    pub description: String,
    pub description_html: String,
}

/// A term of one of several posts.
#[derive(Clone, Debug, FromRow)]
pub struct PostTermRow {
    pub post_id: i64,
    pub term_id: i64,
    pub parent_id: Option<i64>,
    pub kind: TermKind,
    pub slug: String,
    pub name: String,
    pub post_count: i64,
}

/// Finds a term by slug.
pub async fn find(connection: &mut Connection, kind: TermKind, slug: &str) -> sqlx::Result<Option<TermRow>> {
    sql::query_as(
        "SELECT id, slug, name, description_html, parent_id, post_count, position FROM terms WHERE kind = $1 AND slug = $2",
    )
    .bind(kind.as_str())
    .bind(slug)
    .fetch_optional(connection)
    .await
}

/// Finds the terms with these slugs.
pub async fn find_all(connection: &mut Connection, kind: TermKind, slugs: &[&str]) -> sqlx::Result<Vec<TermRow>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(
        "SELECT id, slug, name, description_html, parent_id, post_count, position FROM terms WHERE kind = ",
    );
    query.push_bind(kind.as_str()).push(" AND slug IN (");
    let mut list = query.separated(", ");
    for slug in slugs {
        list.push_bind((*slug).to_owned());
    }
    query.push(")");
    query.build_query_as().fetch_all(connection).await
}

/// Returns whether a term has children.
pub async fn has_children(connection: &mut Connection, id: i64) -> sqlx::Result<bool> {
    sql::query_scalar("SELECT EXISTS (SELECT 1 FROM terms WHERE parent_id = $1)").bind(id).fetch_one(connection).await
}

/// Lists all categories by position and name. The caller builds the tree.
pub async fn list_categories(connection: &mut Connection) -> sqlx::Result<Vec<TermRow>> {
    let mut rows: Vec<TermRow> = sql::query_as(
        "SELECT id, slug, name, description_html, parent_id, post_count, position FROM terms WHERE kind = 'category'",
    )
    .fetch_all(connection)
    .await?;
    sort_by_name(&mut rows, |row| &row.name);
    // Stable, so equal positions stay in the order of the names.
    rows.sort_by_key(|row| row.position);
    Ok(rows)
}

/// Lists the terms of these posts by name.
pub async fn list_for_posts(connection: &mut Connection, posts: &[i64]) -> sqlx::Result<Vec<PostTermRow>> {
    if posts.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new(
        "SELECT pt.post_id, pt.term_id, t.parent_id, t.kind, t.slug, t.name, t.post_count
         FROM post_terms pt JOIN terms t ON t.id = pt.term_id WHERE pt.post_id IN (",
    );
    let mut ids = query.separated(", ");
    for post in posts {
        ids.push_bind(*post);
    }
    query.push(")");
    let mut rows: Vec<PostTermRow> = query.build_query_as().fetch_all(connection).await?;
    sort_by_name(&mut rows, |row| &row.name);
    Ok(rows)
}

/// Adds a term, or returns the ID of the one that already has the slug, unchanged.
pub async fn ensure(connection: &mut Connection, term: &NewTerm) -> sqlx::Result<i64> {
    sql::query_scalar(
        "INSERT INTO terms (kind, slug, name, description, description_html) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (kind, slug) DO UPDATE SET slug = excluded.slug
         RETURNING id",
    )
    .bind(term.kind.as_str())
    .bind(&term.slug)
    .bind(&term.name)
    .bind(&term.description)
    .bind(&term.description_html)
    .fetch_one(connection)
    .await
}

/// Levels that an import nests categories to, at most: more would cost the square of the depth.
const DEEPEST: i64 = 50;

/// Sets the parent of a term, unless it has one or would become its own ancestor.
pub async fn nest(connection: &mut Connection, child: i64, parent: i64) -> sqlx::Result<()> {
    sql::query(
        "WITH RECURSIVE above (id, depth) AS (
             SELECT $2, 1
             UNION ALL
             SELECT t.parent_id, a.depth + 1 FROM terms t JOIN above a ON t.id = a.id
             WHERE t.parent_id IS NOT NULL AND a.depth < $3
         )
         UPDATE terms SET parent_id = $2
         WHERE id = $1 AND parent_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM above WHERE id = $1 OR depth = $3)",
    )
    .bind(child)
    .bind(parent)
    .bind(DEEPEST)
    .execute(connection)
    .await?;
    Ok(())
}

/// Recounts the published posts of all terms. For imports, which change many at once.
pub async fn recount(connection: &mut Connection) -> sqlx::Result<()> {
    sql::query(
        "UPDATE terms SET post_count = (
             SELECT COUNT(*) FROM post_terms pt WHERE pt.term_id = terms.id AND pt.published_at IS NOT NULL
         )",
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Recounts the published posts of these terms. Correct counts are not written.
pub async fn recount_these(connection: &mut Connection, terms: &[i64]) -> sqlx::Result<()> {
    for term in terms {
        let count: i64 =
            sql::query_scalar("SELECT COUNT(*) FROM post_terms WHERE term_id = $1 AND published_at IS NOT NULL")
                .bind(term)
                .fetch_one(&mut *connection)
                .await?;
        sql::query("UPDATE terms SET post_count = $2 WHERE id = $1 AND post_count <> $2")
            .bind(term)
            .bind(count)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Lists the IDs and names of a post's terms of a kind, by name.
pub async fn list_of_post(connection: &mut Connection, post: i64, kind: TermKind) -> sqlx::Result<Vec<(i64, String)>> {
    let mut rows: Vec<(i64, String)> = sql::query_as(
        "SELECT t.id, t.name FROM post_terms pt JOIN terms t ON t.id = pt.term_id
         WHERE pt.post_id = $1 AND t.kind = $2",
    )
    .bind(post)
    .bind(kind.as_str())
    .fetch_all(connection)
    .await?;
    sort_by_name(&mut rows, |(_, name)| name);
    Ok(rows)
}

/// Finds a term by name, from which its slug is not necessarily derived.
pub async fn find_named(connection: &mut Connection, kind: TermKind, name: &str) -> sqlx::Result<Option<i64>> {
    sql::query_scalar("SELECT id FROM terms WHERE kind = $1 AND name = $2 ORDER BY post_count DESC, id LIMIT 1")
        .bind(kind.as_str())
        .bind(name)
        .fetch_optional(connection)
        .await
}

/// Lists the names of the tags, most used first.
pub async fn list_tags(connection: &mut Connection, limit: i64) -> sqlx::Result<Vec<String>> {
    sql::query_scalar("SELECT name FROM terms WHERE kind = 'tag' ORDER BY post_count DESC, name LIMIT $1")
        .bind(limit)
        .fetch_all(connection)
        .await
}

/// Returns whether a category with this ID exists.
pub async fn is_category(connection: &mut Connection, id: i64) -> sqlx::Result<bool> {
    sql::query_scalar("SELECT EXISTS (SELECT 1 FROM terms WHERE id = $1 AND kind = 'category')")
        .bind(id)
        .fetch_one(connection)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    fn category(slug: &str) -> NewTerm {
        NewTerm {
            kind: TermKind::Category,
            slug: slug.to_owned(),
            name: slug.to_uppercase(),
            description: String::new(),
            description_html: String::new(),
        }
    }

    #[tokio::test]
    async fn terms_nest_without_cycles() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        let (a, b) = (category("a"), category("b"));
        let a = ensure(&mut writing, &a).await.unwrap();
        let b = ensure(&mut writing, &b).await.unwrap();
        assert_eq!(ensure(&mut writing, &category("a")).await.unwrap(), a);
        nest(&mut writing, b, a).await.unwrap();
        nest(&mut writing, a, b).await.unwrap();
        nest(&mut writing, a, a).await.unwrap();
        recount(&mut writing).await.unwrap();
        let found = list_categories(&mut writing).await.unwrap();
        assert!(has_children(&mut writing, a).await.unwrap() && !has_children(&mut writing, b).await.unwrap());
        let parents: Vec<_> = found.iter().map(|term| term.parent_id).collect();
        assert_eq!(parents, [None, Some(a)]);
        assert!(find(&mut writing, TermKind::Tag, "a").await.unwrap().is_none());
        assert!(find(&mut writing, TermKind::Category, "a").await.unwrap().is_some());
        assert!(list_for_posts(&mut writing, &[1, 2]).await.unwrap().is_empty());
    }
}
