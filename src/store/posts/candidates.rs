//! The posts that sections of the front page choose from: IDs in order, from ranges of indexes. The cost depends only on
//! how many are asked for, not on how many posts the site has.

use sqlx::{AssertSqlSafe, FromRow};

use super::PostStatus;
use crate::model::Milliseconds;
use crate::store::sql::{self, Connection, QueryAs, QueryBuilder};

/// Maximum number of terms whose posts are listed. SQLite's limit of the parts of a statement is 500.
pub const MAX_TERMS: usize = 400;
/// Number of the newest posts among which galleries are looked for.
const SEARCHED_FOR_GALLERIES: i64 = 200;
/// Number of the newest comments that are counted.
const COUNTED_COMMENTS: i64 = 5000;

/// A published post that a section may show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct CandidateRow {
    pub id: i64,
    pub published_at: Milliseconds,
    pub pinned_at: Option<Milliseconds>,
}

/// A post of a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, FromRow)]
pub struct TermCandidateRow {
    pub term_id: i64,
    pub published_at: Milliseconds,
    pub post_id: i64,
}

/// A post that somebody has picked, in any status.
#[derive(Clone, Debug, FromRow)]
pub struct PickedRow {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub status: PostStatus,
}

/// Lists the newest posts.
pub async fn list_newest(connection: &mut Connection, limit: i64) -> sqlx::Result<Vec<CandidateRow>> {
    sql::query_as(
        "SELECT id, published_at, pinned_at FROM posts WHERE kind = 'post' AND status = 'published'
         ORDER BY published_at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Lists the pinned posts, last pinned first.
pub async fn list_pinned(connection: &mut Connection, limit: i64) -> sqlx::Result<Vec<CandidateRow>> {
    sql::query_as(
        "SELECT id, published_at, pinned_at FROM posts WHERE pinned_at IS NOT NULL AND kind = 'post' AND status = 'published'
         ORDER BY pinned_at DESC, id DESC LIMIT $1",
    )
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Lists the newest posts of each of these terms, of which there are at most [`MAX_TERMS`].
pub async fn list_of_terms(
    connection: &mut Connection,
    terms: &[i64],
    limit: i64,
) -> sqlx::Result<Vec<TermCandidateRow>> {
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let walks = (0..terms.len()).map(|number| {
        format!(
            "SELECT term_id, published_at, post_id FROM (SELECT term_id, published_at, post_id FROM post_terms
                 WHERE term_id = ${} AND published_at IS NOT NULL
                 ORDER BY published_at DESC, post_id DESC LIMIT $1) AS walk",
            number + 2
        )
    });
    let sql = walks.collect::<Vec<_>>().join(" UNION ALL ");
    let query = sql::query_as(AssertSqlSafe(sql)).bind(limit);
    terms.iter().fold(query, QueryAs::bind).fetch_all(connection).await
}

/// Finds picked posts by their slugs.
pub async fn find_picked(connection: &mut Connection, slugs: &[&str]) -> sqlx::Result<Vec<PickedRow>> {
    if slugs.is_empty() {
        return Ok(Vec::new());
    }
    let mut query = QueryBuilder::new("SELECT id, slug, title, status FROM posts WHERE kind = 'post' AND slug IN (");
    let mut list = query.separated(", ");
    for slug in slugs {
        list.push_bind((*slug).to_owned());
    }
    query.push(")");
    query.build_query_as().fetch_all(connection).await
}

/// Lists the posts with the most published comments since a time, most first. Of very many comments, the newest count.
pub async fn list_most_discussed(
    connection: &mut Connection,
    since: Milliseconds,
    limit: i64,
) -> sqlx::Result<Vec<i64>> {
    sql::query_scalar(
        "SELECT ranked.post_id FROM (SELECT post_id, COUNT(*) AS number
                           FROM (SELECT post_id FROM comments WHERE status = 'published' AND created_at > $1
                                 ORDER BY created_at DESC, id DESC LIMIT $2) AS recent
                           GROUP BY post_id ORDER BY number DESC, post_id DESC LIMIT $3) AS ranked
         WHERE EXISTS (SELECT 1 FROM posts p WHERE p.id = ranked.post_id AND p.kind = 'post' AND p.status = 'published')
         ORDER BY ranked.number DESC, ranked.post_id DESC",
    )
    .bind(since)
    .bind(COUNTED_COMMENTS)
    .bind(limit)
    .fetch_all(connection)
    .await
}

/// Lists the posts with a gallery and a picture of their own, newest first, among the newest posts.
pub async fn list_galleries(connection: &mut Connection) -> sqlx::Result<Vec<i64>> {
    sql::query_scalar(
        "SELECT id FROM (SELECT id, html, image_src FROM posts WHERE kind = 'post' AND status = 'published'
                         ORDER BY published_at DESC, id DESC LIMIT $1) AS recent
         WHERE image_src <> '' AND html LIKE '%class=\"gallery%'",
    )
    .bind(SEARCHED_FOR_GALLERIES)
    .fetch_all(connection)
    .await
}
