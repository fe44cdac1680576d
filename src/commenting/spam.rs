//! The spam score: a naive Bayes classifier trained only by the site's own moderators. It uses no external service and
//! starts untrained.
//!
//! Written here because no crate fits: the existing ones keep their counts in memory, cannot unlearn a mistake, and
//! give no reasons.

mod features;
mod score;
mod training;

pub use features::{features, name, parse};
pub use score::{MIN_COMMENTS, SpamCounts, score};
pub use training::{TrainingBatch, read_counts};
