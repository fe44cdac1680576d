//! What comments are held against: rules that block them, and the names and addresses of those who write here. Both are
//! prepared once, and a comment is read once for all of them.

pub mod block_rule;
mod cache;
mod folded_letters;
mod host_suffixes;
pub mod message;
mod phrase;
mod rule_set;
mod staff_names;
mod word_rules;

pub use block_rule::BlockRule;
pub use cache::{Screening, ScreeningCache};
pub use rule_set::RuleSet;
pub use staff_names::StaffNames;
