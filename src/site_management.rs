//! What surrounds the posts: categories and tags, old addresses, the menu, the settings. Checks what editors and
//! administrators ask for and carries it out, whole or not at all.

pub mod menu;
pub mod not_found_log;
pub mod redirects;
pub mod settings;
pub mod terms;
