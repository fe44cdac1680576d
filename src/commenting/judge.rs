//! What is thought of a comment when it comes.

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::message::Message;
use super::rule::Rule;
use super::spam::{clues, read_learned, score};
use crate::model::admin::block::BlockKind;
use crate::model::admin::comment::Caught;
use crate::model::admin::spam::SpamScore;
use crate::store::blocks;
use crate::store::comments::{Arrival, Weighed};

/// What was found in a comment. Kept with it, as JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Findings {
    pub score: Option<SpamScore>,
    /// Why it went to spam.
    pub caught: Option<Caught>,
}

impl Findings {
    /// Reads what [`Findings::weighed`] has made; nothing where there is nothing.
    pub fn read(reasons: &str) -> Findings {
        serde_json::from_str(reasons).unwrap_or_default()
    }

    /// As it is stored with a comment.
    pub fn weighed(&self) -> Weighed {
        // There is nothing in it that could not be written as JSON.
        let reasons = serde_json::to_string(self).unwrap_or_default();
        Weighed { score: self.score.as_ref().map(|score| score.score), reasons }
    }
}

/// Weighs a comment and holds it against the rules. From `threshold` on a score is too much; 0: none is.
pub async fn judge(
    reading: &mut SqliteConnection,
    message: &Message,
    arrival: &Arrival,
    threshold: u8,
) -> sqlx::Result<Findings> {
    let clues = clues(message);
    let score = score(&clues, &read_learned(reading, arrival.learned, &clues).await?);
    let is_too_much = score.as_ref().is_some_and(|score| threshold > 0 && score.score >= threshold);
    let rules = if arrival.has_rules { read_rules(reading).await? } else { Vec::new() };
    let broken = rules.into_iter().find(|rule| rule.matches(message));
    let blocked = broken.map(|rule| Caught::Block { kind: rule.kind(), pattern: rule.pattern() });
    Ok(Findings { score, caught: blocked.or(is_too_much.then_some(Caught::Score)) })
}

/// The rules in force.
pub async fn read_rules(reading: &mut SqliteConnection) -> sqlx::Result<Vec<Rule>> {
    let rows = blocks::list(reading).await?;
    Ok(rows.iter().filter_map(|row| Rule::parse(BlockKind::parse(&row.kind)?, &row.pattern).ok()).collect())
}
