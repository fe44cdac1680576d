//! Slugs that no other post of the same kind has.

use super::PostKind;
use crate::store::sql::{self, Connection};
use crate::text::slug::candidate;

/// Returns whether another post than `id` has the slug.
pub async fn is_taken(connection: &mut Connection, kind: PostKind, slug: &str, id: Option<i64>) -> sqlx::Result<bool> {
    sql::query_scalar("SELECT EXISTS (SELECT 1 FROM posts WHERE kind = $1 AND slug = $2 AND id <> $3)")
        .bind(kind.as_str())
        .bind(slug)
        .bind(id.unwrap_or_default())
        .fetch_one(connection)
        .await
}

/// Returns the slug, or a free one of `slug-2`, `slug-3`, … The number is doubled until one is free, and then bisected:
/// a slug that thousands of posts have takes about two dozen queries.
pub async fn find_free(
    connection: &mut Connection,
    kind: PostKind,
    slug: &str,
    id: Option<i64>,
) -> sqlx::Result<String> {
    let (mut taken, mut free) = (0, 1);
    while is_taken(connection, kind, &candidate(slug, free), id).await? {
        (taken, free) = (free, free * 2);
    }
    while free - taken > 1 {
        let middle = taken + (free - taken) / 2;
        match is_taken(connection, kind, &candidate(slug, middle), id).await? {
            true => taken = middle,
            false => free = middle,
        }
    }
    Ok(candidate(slug, free))
}
