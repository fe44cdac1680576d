//! Components of the public pages. Each has a style sheet of the same name.

pub mod author_box;
pub mod avatar;
pub mod client_chrome;
pub mod client_context;
pub mod client_script;
pub mod comments;
pub mod escape;
pub mod footer;
pub mod icon;
pub mod logo;
pub mod masthead;
pub mod navigation;
pub mod post_card;
pub mod post_header;
pub mod profile_icon;
pub mod search_box;
pub mod search_form;
pub mod share;
pub mod sidebar;
pub mod view_cache;
