//! What is thought of a comment when it comes.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;

use super::spam::{features, read_counts, score};
use crate::model::admin::comment::SpamCause;
use crate::model::admin::spam::{SpamFeature, SpamScore};
use crate::screening::Screening;
use crate::screening::message::Message;
use crate::store::comments::{CommentContext, SpamVerdict};

/// What was found in a comment. Kept with it, as JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Classification {
    pub score: Option<SpamScore>,
    /// Why it went to spam.
    pub caught: Option<SpamCause>,
}

impl Classification {
    /// Reads what [`Classification::weighed`] has made; nothing where there is nothing.
    pub fn read(reasons: &str) -> Classification {
        serde_json::from_str(reasons).unwrap_or_default()
    }

    /// As it is stored with a comment.
    pub fn weighed(&self) -> SpamVerdict {
        // There is nothing in it that could not be written as JSON.
        let reasons = serde_json::to_string(self).unwrap_or_default();
        SpamVerdict { score: self.score.as_ref().map(|score| score.score), reasons }
    }
}

/// What a comment shows by itself, without asking the database.
#[derive(Debug)]
pub struct Examined {
    /// The rule that it breaks.
    blocked: Option<SpamCause>,
    features: BTreeSet<SpamFeature>,
    /// Whether it has the name or the address of somebody who writes here, or one that looks like it.
    pub is_imitation: bool,
}

/// Reads a comment for all that is held against it. It takes the longer the longer the comment is.
pub fn examine(message: &Message, screening: &Screening) -> Examined {
    let blocked = screening.rules.find(message);
    Examined {
        blocked: blocked.map(|rule| SpamCause::Block { kind: rule.kind(), pattern: rule.pattern() }),
        features: features(message),
        is_imitation: screening.staff_names.is_imitated(&message.display_name, &message.email),
    }
}

/// Weighs a comment by what was learned. From `threshold` on a score is too much; 0: none is.
pub async fn classify(
    reading: &mut SqliteConnection,
    examined: Examined,
    arrival: &CommentContext,
    threshold: u8,
) -> sqlx::Result<Classification> {
    let Examined { blocked, features, .. } = examined;
    let score = score(&features, &read_counts(reading, arrival.learned, &features).await?);
    let is_too_much = score.as_ref().is_some_and(|score| threshold > 0 && score.score >= threshold);
    Ok(Classification { score, caught: blocked.or(is_too_much.then_some(SpamCause::Score)) })
}
