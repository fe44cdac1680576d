//! Read side of the site: reads rows from the store and converts them into the model's types.

pub mod account;
pub mod account_events;
mod address;
pub mod admin_context;
pub mod backup;
mod category_tree;
pub mod comment_queue;
pub mod dashboard;
pub mod editor_post;
pub mod enclosure;
pub mod feed;
mod legacy_urls;
mod listing;
pub mod media;
pub mod menu;
pub mod oembed;
pub mod picture_origin;
mod post;
mod post_image;
pub mod post_table;
pub mod preview;
mod read_context;
pub mod request_url;
pub mod revisions;
pub mod search;
pub mod share_image;
pub mod share_links;
pub mod site;
pub mod sitemap;
mod thread;
mod user_agent;
pub mod users;
mod view;

pub use read_context::ReadContext;
pub use thread::present_received;
pub use view::read_view;
