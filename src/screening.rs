//! What comments are held against: rules that block them, and the names and addresses of those who write here. Both are
//! prepared once, and a comment is read once for all of them.

mod below;
pub mod block_rule;
mod cache;
mod folded_letters;
mod host_set;
pub mod message;
mod phrase;
mod rule_set;
mod word_rules;

pub use block_rule::BlockRule;
pub use cache::{Screening, ScreeningCache};
pub use host_set::House;
pub use rule_set::RuleSet;
