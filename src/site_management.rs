//! Management of categories, tags, redirects, menu and settings by editors and administrators. Each operation validates
//! its input and runs in one transaction.

pub mod appearance;
pub mod front_page;
mod identity_values;
pub mod menu;
pub mod not_found_log;
pub mod placements;
pub mod post_reads;
pub mod redirects;
pub mod settings;
pub mod snippets;
pub mod terms;
mod verification;
