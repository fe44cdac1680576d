use std::collections::{BTreeMap, BTreeSet};

use super::{MIN_COMMENTS, SpamCounts, features, name, parse};
use crate::model::admin::comment::SpamLabel;
use crate::model::admin::spam::SpamFeature;
use crate::screening::message::Message;
use crate::store::spam_tokens::{self, TOTAL, TokenCount};
use crate::store::sql::Connection;

/// Changes to the learned counts, collected from many comments and stored at once.
#[derive(Debug, Default)]
pub struct TrainingBatch {
    changes: BTreeMap<String, TokenCount>,
}

impl TrainingBatch {
    /// Replaces the label learned from a comment. `None` means that it is not learned.
    pub fn replace(&mut self, message: &Message, before: Option<SpamLabel>, after: Option<SpamLabel>) {
        if before == after {
            return;
        }
        let features = features(message);
        let tokens = || features.iter().map(name).chain([TOTAL.to_owned()]);
        for (lesson, by) in [(before, -1), (after, 1)] {
            let Some(lesson) = lesson else { continue };
            for token in tokens() {
                let tally = self.changes.entry(token).or_default();
                match lesson {
                    SpamLabel::Spam => tally.spam += by,
                    SpamLabel::Ham => tally.ham += by,
                }
            }
        }
    }

    /// Writes the changes to the database.
    pub async fn store(self, writing: &mut Connection) -> sqlx::Result<()> {
        spam_tokens::add(writing, &self.changes).await
    }
}

/// Reads the counts of these features. `all` is the number of learned comments; while that is too low for a score,
/// nothing is read.
pub async fn read_counts(
    reading: &mut Connection,
    all: TokenCount,
    features: &BTreeSet<SpamFeature>,
) -> sqlx::Result<SpamCounts> {
    let mut learned = SpamCounts { all, ..SpamCounts::default() };
    if all.spam < MIN_COMMENTS || all.ham < MIN_COMMENTS {
        return Ok(learned);
    }
    let tokens: Vec<String> = features.iter().map(name).collect();
    for (token, tally) in spam_tokens::find(reading, &tokens).await? {
        learned.features.extend(parse(&token).map(|feature| (feature, tally)));
    }
    Ok(learned)
}
