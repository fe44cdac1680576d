//! What a reader sees: rows of the store made into the model's types.

pub mod account;
pub mod account_events;
pub mod backup;
pub mod cover;
pub mod dashboard;
pub mod date;
pub mod desk;
pub mod editing;
pub mod embed;
pub mod enclosure;
pub mod feed;
pub mod lines;
mod listing;
pub mod media;
mod old;
mod picture;
mod post;
pub mod preview;
pub mod queue;
pub mod revisions;
pub mod search;
pub mod share;
pub mod site;
pub mod sitemap;
mod thread;
pub mod url;
pub mod users;
mod view;

pub use thread::present_received;
pub use view::{Wanted, read_view};
