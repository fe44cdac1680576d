//! The spam score: what a site has learned from its own moderators. No other place is asked, and nothing is known
//! at the start.
//!
//! Written here because no crate fits: those there are keep their counts to themselves, in memory, cannot unlearn
//! what was a mistake, and give no reasons.

mod clues;
mod learning;
mod score;

pub use clues::{clues, name, parse};
pub use learning::{Learning, read_learned};
pub use score::{ENOUGH, Learned, score};
