//! What a reader sees: rows of the store made into the model's types.

pub mod date;
pub mod desk;
mod listing;
mod post;
pub mod queue;
mod share;
pub mod site;
mod thread;
pub mod url;
mod view;

pub use thread::present_received;
pub use view::{Wanted, read_view};
