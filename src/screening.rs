//! Screening of comments against block rules and against the names and addresses of staff. Both are compiled once, and
//! each comment is parsed once for all of them.

pub mod block_rule;
mod cache;
mod folded_letters;
mod host_suffixes;
mod leetspeak;
pub mod message;
mod phrase;
mod rule_set;
mod staff_names;
mod word_rules;

pub use block_rule::BlockRule;
pub use cache::{Screening, ScreeningCache};
pub use rule_set::RuleSet;
pub use staff_names::StaffNames;
