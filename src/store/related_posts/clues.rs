use sqlx::AssertSqlSafe;

use super::{Clue, Subject};
use crate::store::search::find_pairs;
use crate::store::sql::{self, Connection, QueryAs};
use crate::text::word_segmentation::words;

/// Terms looked at: those with the fewest posts.
const TERMS: i64 = 8;
/// Posts of a term looked at: so many before, and so many after the subject.
const NEAR: i64 = 16;
/// Phrases of the title looked at.
const PHRASES: usize = 12;
/// Posts with a phrase looked at: the newest.
const FOUND: usize = 24;
/// A phrase says less than a term that an editor has chosen.
const PHRASE: f64 = 0.6;
/// Phrases of this weight and below are so common that they say nothing: “cho biết”.
const USELESS: f64 = 0.9;

/// Returns the terms of a post, with the posts nearest in time that have them, too.
pub async fn term_clues(connection: &mut Connection, subject: &Subject) -> sqlx::Result<Vec<Clue>> {
    let terms: Vec<(i64, i64)> = sql::query_as(
        "SELECT t.id, t.post_count FROM post_terms pt JOIN terms t ON t.id = pt.term_id
         WHERE pt.post_id = $1 ORDER BY t.post_count, t.id LIMIT $2",
    )
    .bind(subject.id)
    .bind(TERMS)
    .fetch_all(&mut *connection)
    .await?;
    if terms.is_empty() {
        return Ok(Vec::new());
    }
    let walks = (0..terms.len()).flat_map(|place| {
        let number = place + 4;
        [("<", "DESC"), (">", "ASC")].map(|(side, order)| {
            format!(
                "SELECT place, post_id FROM (SELECT CAST({place} AS BIGINT) AS place, post_id FROM post_terms
                     WHERE term_id = ${number} AND published_at IS NOT NULL AND (published_at, post_id) {side} ($1, $2)
                     ORDER BY published_at {order}, post_id {order} LIMIT $3) AS walk"
            )
        })
    });
    let sql = walks.collect::<Vec<_>>().join(" UNION ALL ");
    let query = sql::query_as(AssertSqlSafe(sql)).bind(subject.at).bind(subject.id).bind(NEAR);
    let query = terms.iter().fold(query, |query, (id, _)| QueryAs::bind(query, *id));
    let near: Vec<(i64, i64)> = query.fetch_all(connection).await?;
    let clues = terms.iter().zip(0_i64..).map(|((_, count), place)| Clue {
        weight: rarity(*count as f64, subject.posts),
        posts: near.iter().filter(|(found, _)| *found == place).map(|(_, post)| *post).collect(),
    });
    Ok(clues.collect())
}

/// Returns the pairs of words in the title of a post, with the newest posts that have them anywhere in the text.
pub async fn phrase_clues(connection: &mut Connection, subject: &Subject) -> sqlx::Result<Vec<Clue>> {
    let words = words(&subject.title);
    let pairs = words.iter().zip(words.iter().skip(1)).take(PHRASES);
    let found = find_pairs(connection, pairs, FOUND).await?.into_iter();
    let clues = found.map(|posts| {
        let weight = rarity(frequency(&posts, subject.posts), subject.posts);
        Clue { weight: weight * PHRASE, posts }
    });
    Ok(clues.filter(|clue| clue.weight > USELESS).collect())
}

/// Estimates how many posts have a phrase. If there are more than were looked at, from how far apart their IDs are, which
/// grow with time.
fn frequency(found: &[i64], posts: f64) -> f64 {
    if found.len() < FOUND {
        return found.len() as f64;
    }
    let span = found.iter().max().zip(found.iter().min()).map_or(0, |(last, first)| last - first);
    (posts * FOUND as f64 / (span as f64 + 1.0)).clamp(FOUND as f64, posts)
}

/// The inverse document frequency: 0 if all posts have it.
fn rarity(count: f64, posts: f64) -> f64 {
    (posts / count.max(1.0)).max(1.0).ln()
}
