//! Classification of a new comment by block rules and spam score.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::spam::{features, read_counts, score};
use crate::model::admin::comment::SpamCause;
use crate::model::admin::spam::{SpamFeature, SpamScore};
use crate::screening::Screening;
use crate::screening::message::Message;
use crate::store::comments::{CommentContext, SpamVerdict};
use crate::store::sql::Connection;

/// The classification of a comment, stored with it as JSON.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Classification {
    pub score: Option<SpamScore>,
    /// Why it is spam; `None` if it is not.
    pub caught: Option<SpamCause>,
}

impl Classification {
    /// Parses the JSON that [`Classification::weighed`] produces. Empty or invalid JSON gives an empty classification.
    pub fn read(reasons: &str) -> Classification {
        serde_json::from_str(reasons).unwrap_or_default()
    }

    /// Decides what is spam: what a block rule matched, or what has a score of at least `threshold`; 0 turns the score's
    /// part off.
    fn decide(blocked: Option<SpamCause>, score: Option<SpamScore>, threshold: u8) -> Classification {
        let is_too_much = score.as_ref().is_some_and(|score| threshold > 0 && score.score >= threshold);
        Classification { score, caught: blocked.or(is_too_much.then_some(SpamCause::Score)) }
    }

    /// Converts it to the form that is stored with a comment.
    pub fn weighed(&self) -> SpamVerdict {
        // Serialization of this type cannot fail.
        let reasons = serde_json::to_string(self).unwrap_or_default();
        SpamVerdict { score: self.score.as_ref().map(|score| score.score), reasons }
    }
}

/// Properties of a comment that follow from its content alone, without the database.
#[derive(Debug)]
pub struct Examined {
    /// The block rule that it matches.
    blocked: Option<SpamCause>,
    features: BTreeSet<SpamFeature>,
    /// Whether its name or email address is that of a staff member, or looks like it.
    pub is_imitation: bool,
}

/// Checks a comment against the rules and names, and extracts its spam features. The time grows with the comment's
/// length.
pub fn examine(message: &Message, screening: &Screening) -> Examined {
    let blocked = screening.rules.find(message);
    Examined {
        blocked: blocked.map(|rule| SpamCause::Block { kind: rule.kind(), pattern: rule.pattern() }),
        features: features(message),
        is_imitation: screening.staff_names.is_imitated(&message.display_name, &message.email),
    }
}

/// Computes the spam score of a comment and classifies it.
pub async fn classify(
    reading: &mut Connection,
    examined: Examined,
    arrival: &CommentContext,
    threshold: u8,
) -> sqlx::Result<Classification> {
    let Examined { blocked, features, .. } = examined;
    let score = score(&features, &read_counts(reading, arrival.learned, &features).await?);
    Ok(Classification::decide(blocked, score, threshold))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_itself_is_too_much() {
        let decide = |threshold| {
            let score = SpamScore { score: 80, reasons: Vec::new() };
            Classification::decide(None, Some(score), threshold).caught
        };
        assert_eq!(decide(79), Some(SpamCause::Score));
        assert_eq!(decide(80), Some(SpamCause::Score));
        assert_eq!(decide(81), None);
        assert_eq!(decide(0), None);
        let blocked =
            SpamCause::Block { kind: crate::model::admin::block_rule::BlockRuleKind::Word, pattern: "a".to_owned() };
        assert_eq!(Classification::decide(Some(blocked.clone()), None, 0).caught, Some(blocked));
    }
}
