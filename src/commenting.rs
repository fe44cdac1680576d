//! Comments: submission, validation, block rules, spam classification, and moderation.

pub mod address_retention;
mod availability;
mod block_rules;
pub mod classify;
mod edit;
pub mod erase_person;
mod form_fields;
mod identity;
mod moderate;
mod reply;
mod requester;
mod scope;
pub mod search_text;
pub mod spam;
mod submit;
mod validate;
mod work;

pub use availability::{availability, closing_time};
pub use block_rules::{AddedBlockRule, add_block_rule, count_caught, examine_block_rule, remove_block_rule};
pub use edit::edit;
pub use form_fields::parse_form;
pub use moderate::{decide, delete, message, restore};
pub use reply::reply;
pub use requester::Requester;
pub use scope::CommentScope;
pub use submit::{ReceivedComment, count_outcome, submit};
pub use validate::{check_body, check_fields};
