//! Types of the admin. The public client contains none of them.

pub mod account;
pub mod admin_context;
pub mod author;
pub mod backup;
pub mod block_rule;
pub mod comment;
pub mod dashboard;
pub mod difference;
pub mod front_page;
pub mod import;
pub mod link_target;
pub mod mail;
pub mod media;
pub mod menu;
pub mod picture_edit;
pub mod placement;
pub mod post;
pub mod quick_edit;
pub mod redirect;
pub mod search_indexing;
pub mod setting;
pub mod snippet;
pub mod spam;
pub mod term;
pub mod user;
