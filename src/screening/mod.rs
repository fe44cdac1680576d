//! What comments are held against: rules that block them, and the names and addresses of those who write here. Both are
//! prepared once, and a comment is read once for all of them.

mod below;
mod cache;
mod house;
mod letters;
pub mod message;
mod phrase;
pub mod rule;
mod rule_set;
mod word_rules;

pub use cache::{Screening, ScreeningCache};
pub use house::House;
pub use rule::Rule;
pub use rule_set::RuleSet;
