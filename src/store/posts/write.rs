use std::collections::BTreeSet;

use sqlx::{QueryBuilder, Sqlite, SqliteConnection};

use super::{Kind, NewPost, Status};
use crate::store::now;

/// Adds a post. `None` when one with the same guid is there already. A slug that is taken gets a number.
pub async fn add(connection: &mut SqliteConnection, post: &NewPost) -> sqlx::Result<Option<(i64, String)>> {
    // Mostly both are free: then nothing is looked up before.
    if let Some(id) = insert(connection, post, &post.slug).await? {
        return Ok(Some((id, post.slug.clone())));
    }
    if let Some(guid) = &post.guid {
        let known: Option<i64> = sqlx::query_scalar("SELECT id FROM posts WHERE guid = $1")
            .bind(guid)
            .fetch_optional(&mut *connection)
            .await?;
        if known.is_some() {
            return Ok(None);
        }
    }
    let slug = free_slug(connection, post).await?;
    let id = insert(connection, post, &slug).await?.ok_or(sqlx::Error::RowNotFound)?;
    Ok(Some((id, slug)))
}

/// Adds a post unless another one has its guid or its slug.
async fn insert(connection: &mut SqliteConnection, post: &NewPost, slug: &str) -> sqlx::Result<Option<i64>> {
    sqlx::query_scalar(
        "INSERT INTO posts (kind, status, slug, title, title_folded, source, format, html, excerpt, standfirst, minutes, author_id, image_src,
                            image_alt, image_caption, comments, menu_order, pinned_at, published_at, created_at,
                            updated_at, password, guid)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23)
         ON CONFLICT DO NOTHING RETURNING id",
    )
    .bind(post.kind.as_str())
    .bind(post.status.as_str())
    .bind(slug)
    .bind(&post.title)
    .bind(&post.title_folded)
    .bind(&post.source)
    .bind(post.format)
    .bind(&post.html)
    .bind(&post.excerpt)
    .bind(&post.standfirst)
    .bind(post.minutes)
    .bind(post.author_id)
    .bind(&post.image_src)
    .bind(&post.image_alt)
    .bind(&post.image_caption)
    .bind(if post.comments_open { "open" } else { "closed" })
    .bind(post.menu_order)
    .bind(post.pinned_at)
    .bind(post.published_at)
    .bind(now())
    .bind(post.updated_at)
    .bind(&post.password)
    .bind(&post.guid)
    .fetch_optional(connection)
    .await
}

/// The post's slug, or the first of `slug-2`, `slug-3`, … that is free.
async fn free_slug(connection: &mut SqliteConnection, post: &NewPost) -> sqlx::Result<String> {
    let mut slug = post.slug.clone();
    let mut number = 2;
    loop {
        let taken: Option<i64> = sqlx::query_scalar("SELECT id FROM posts WHERE kind = $1 AND slug = $2")
            .bind(post.kind.as_str())
            .bind(&slug)
            .fetch_optional(&mut *connection)
            .await?;
        if taken.is_none() {
            return Ok(slug);
        }
        slug = format!("{}-{number}", post.slug);
        number += 1;
    }
}

/// Puts a post under terms. Counts of the terms are left to `terms::recount`.
pub async fn set_terms(connection: &mut SqliteConnection, id: i64, post: &NewPost, terms: &[i64]) -> sqlx::Result<()> {
    // Listings show posts, not pages.
    let at = match (post.kind, post.status) {
        (Kind::Post, Status::Published) => post.published_at,
        _ => None,
    };
    // Each once: two names may be of the same term.
    let terms: BTreeSet<i64> = terms.iter().copied().collect();
    if terms.is_empty() {
        return Ok(());
    }
    let mut statement = QueryBuilder::<Sqlite>::new("INSERT INTO post_terms (post_id, term_id, published_at) ");
    statement.push_values(terms, |mut row, term| {
        row.push_bind(id).push_bind(term).push_bind(at);
    });
    statement.push(" ON CONFLICT (post_id, term_id) DO UPDATE SET published_at = excluded.published_at");
    statement.build().execute(connection).await?;
    Ok(())
}

/// Puts a page below another.
pub async fn nest(connection: &mut SqliteConnection, child: i64, parent: i64) -> sqlx::Result<()> {
    sqlx::query("UPDATE posts SET parent_id = $2 WHERE id = $1 AND id <> $2")
        .bind(child)
        .bind(parent)
        .execute(connection)
        .await?;
    Ok(())
}

/// Counts one more published comment, and returns how many there are then: for a post with thousands it costs what it
/// costs for one with none.
pub async fn count_one_comment(connection: &mut SqliteConnection, id: i64) -> sqlx::Result<i64> {
    sqlx::query_scalar("UPDATE posts SET comment_count = comment_count + 1 WHERE id = $1 RETURNING comment_count")
        .bind(id)
        .fetch_one(connection)
        .await
}

/// Counts the published comments of one post anew.
pub async fn recount_comments(connection: &mut SqliteConnection, id: i64) -> sqlx::Result<()> {
    sqlx::query(
        "UPDATE posts SET comment_count =
             (SELECT COUNT(*) FROM comments c WHERE c.post_id = $1 AND c.status = 'published')
         WHERE id = $1",
    )
    .bind(id)
    .execute(connection)
    .await?;
    Ok(())
}
