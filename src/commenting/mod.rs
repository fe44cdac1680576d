//! Taking comments: what is checked, who waits, what is blocked, what looks like spam; and what moderators decide.

mod block;
mod check;
mod decide;
mod draft;
mod edit;
mod identity;
pub mod judge;
mod openness;
mod outcome;
pub mod person;
mod reach;
mod reply;
mod requester;
pub mod retention;
pub mod search;
mod send;
pub mod spam;
mod work;

pub use block::{Blocked, block};
pub use check::{check_body, check_fields};
pub use decide::{decide, delete, message, restore};
pub use draft::draft;
pub use edit::edit;
pub use openness::{closing, openness};
pub use outcome::outcome;
pub use reach::Reach;
pub use reply::reply;
pub use requester::Requester;
pub use send::{Received, send};
