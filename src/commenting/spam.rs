//! The spam score: what a site has learned from its own moderators. No other place is asked, and nothing is known
//! at the start.
//!
//! Written here because no crate fits: those there are keep their counts to themselves, in memory, cannot unlearn
//! what was a mistake, and give no reasons.

mod features;
mod score;
mod training;

pub use features::{features, name, parse};
pub use score::{MIN_COMMENTS, SpamCounts, score};
pub use training::{TrainingBatch, read_counts};
