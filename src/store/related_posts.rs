//! Posts that are related to others: they share terms or phrases of the title, weighted by rarity.
//!
//! The lists are computed when a post is indexed for search, never when it is read:
//!
//! - A save computes the list of its post in the same transaction, and leaves those of the posts on it to the background
//!   task: they are the ones that may name it in turn. No further lists are touched, so an old post may miss a newer one
//!   until one of those near it is written.
//! - Imports, and older versions of the program, leave all lists to the background task.
//! - What is not published any more is left out when the list is read, which is why more are stored than shown.
//!
//! The cost per post is bounded, however many posts there are: a fixed number of ranges of indexes, each with a limit.

mod clues;
mod lists;

#[cfg(test)]
mod tests;

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};
use clues::{phrase_clues, term_clues};

pub use lists::{RelatedRow, list, list_neighbours};

/// Posts that a transaction computes itself. More are left to the background task.
const AT_ONCE: usize = 4;
/// Posts computed per transaction in the background, so that other writes can run in between.
const BATCH: i64 = 20;
/// Related posts stored per post.
const STORED: usize = 8;
/// Candidates whose status is looked up.
const CONSIDERED: usize = 24;
/// What is less related than this is not shown: a common category alone.
const LEAST: f64 = 0.5;
/// A month apart, in milliseconds.
const MONTH: f64 = 30.0 * 24.0 * 60.0 * 60.0 * 1000.0;

/// Computes the lists of posts that this transaction has indexed, or leaves them to the background task if there are many.
pub async fn follow(connection: &mut Connection, posts: &[i64]) -> sqlx::Result<()> {
    if posts.len() > AT_ONCE {
        return leave(connection, posts).await;
    }
    for post in posts {
        let related = compute(connection, *post).await?;
        leave(connection, &related).await?;
    }
    Ok(())
}

/// Leaves the lists of these posts to the background task.
pub async fn leave(connection: &mut Connection, posts: &[i64]) -> sqlx::Result<()> {
    for post in posts {
        sql::query("INSERT INTO related_backlog (id) VALUES ($1) ON CONFLICT DO NOTHING")
            .bind(post)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Computes some of the lists that were left. Returns their number, which is 0 if none is left.
pub async fn compute_some(connection: &mut Connection) -> sqlx::Result<usize> {
    let sql =
        "DELETE FROM related_backlog WHERE id IN (SELECT id FROM related_backlog ORDER BY id LIMIT $1) RETURNING id";
    let posts: Vec<i64> = sql::query_scalar(sql).bind(BATCH).fetch_all(&mut *connection).await?;
    for post in &posts {
        compute(connection, *post).await?;
    }
    Ok(posts.len())
}

/// Returns whether lists are left to be computed.
pub async fn has_backlog(connection: &mut Connection) -> sqlx::Result<bool> {
    sql::query_scalar("SELECT EXISTS (SELECT 1 FROM related_backlog)").fetch_one(connection).await
}

/// The post whose list is computed.
struct Subject {
    id: i64,
    title: String,
    at: Milliseconds,
    /// Number of published posts on the site.
    posts: f64,
}

/// Something that a post has in common with others.
struct Clue {
    /// 0 if all posts have it.
    weight: f64,
    posts: Vec<i64>,
}

/// Computes and stores the list of a post, and returns it. Empty if the post is not published.
async fn compute(connection: &mut Connection, id: i64) -> sqlx::Result<Vec<i64>> {
    let related = match find_subject(connection, id).await? {
        Some(subject) => rank(connection, &subject).await?,
        None => Vec::new(),
    };
    let sql = "SELECT related_id FROM related_posts WHERE post_id = $1 ORDER BY position";
    let stored: Vec<i64> = sql::query_scalar(sql).bind(id).fetch_all(&mut *connection).await?;
    // A write invalidates the page of the post.
    if stored != related {
        sql::query("DELETE FROM related_posts WHERE post_id = $1").bind(id).execute(&mut *connection).await?;
        for (position, related) in (0_i64..).zip(&related) {
            sql::query("INSERT INTO related_posts (post_id, position, related_id) VALUES ($1, $2, $3)")
                .bind(id)
                .bind(position)
                .bind(related)
                .execute(&mut *connection)
                .await?;
        }
    }
    Ok(related)
}

async fn find_subject(connection: &mut Connection, id: i64) -> sqlx::Result<Option<Subject>> {
    let row: Option<(String, Milliseconds)> = sql::query_as(
        "SELECT title, COALESCE(published_at, updated_at) FROM posts
         WHERE id = $1 AND kind = 'post' AND status = 'published'",
    )
    .bind(id)
    .fetch_optional(&mut *connection)
    .await?;
    let Some((title, at)) = row else { return Ok(None) };
    let posts: i64 = sql::query_scalar(
        "SELECT CAST(COALESCE(SUM(count), 0) AS BIGINT) FROM post_counts WHERE kind = 'post' AND status = 'published'",
    )
    .fetch_one(connection)
    .await?;
    Ok(Some(Subject { id, title, at, posts: posts.max(1) as f64 }))
}

async fn rank(connection: &mut Connection, subject: &Subject) -> sqlx::Result<Vec<i64>> {
    let mut clues = term_clues(connection, subject).await?;
    clues.extend(phrase_clues(connection, subject).await?);
    let mut scores: HashMap<i64, f64> = HashMap::new();
    for clue in clues {
        for post in clue.posts.into_iter().filter(|post| *post != subject.id) {
            *scores.entry(post).or_default() += clue.weight;
        }
    }
    let mut scored: Vec<(i64, f64)> = scores.into_iter().collect();
    scored.sort_by(|(id, score), (other_id, other)| other.total_cmp(score).then_with(|| other_id.cmp(id)));
    scored.truncate(CONSIDERED);
    let times: HashMap<i64, Milliseconds> = lists::list_times(connection, &scored).await?.into_iter().collect();
    let ranked = scored.into_iter().filter_map(|(id, score)| {
        let apart = times.get(&id)?.abs_diff(subject.at) as f64 / MONTH;
        // What is news at the same time is closer.
        Some((id, score / (1.0 + 0.1 * (1.0 + apart).ln())))
    });
    let mut ranked: Vec<(i64, f64)> = ranked.filter(|(_, score)| *score >= LEAST).collect();
    ranked.sort_by(|(id, score), (other_id, other)| {
        other.total_cmp(score).then_with(|| Reverse(times.get(id)).cmp(&Reverse(times.get(other_id))))
    });
    Ok(ranked.into_iter().take(STORED).map(|(id, _)| id).collect())
}
