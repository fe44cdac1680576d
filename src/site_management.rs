//! Management of categories, tags, redirects, menu and settings by editors and administrators. Each operation validates
//! its input and runs in one transaction.

pub mod appearance;
mod identity_values;
pub mod menu;
pub mod not_found_log;
pub mod redirects;
pub mod settings;
pub mod terms;
