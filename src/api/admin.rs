//! The admin's part of the public API. Every function begins with a guard; `tests/routes/roles.rs` asks each of them in
//! every role, and with none.

pub mod account;
pub mod admin_context;
pub mod backup;
pub mod block_rules;
pub mod comments;
pub mod dashboard;
pub mod media;
pub mod menu;
pub mod posts;
pub mod reauthentication;
pub mod redirects;
pub mod revisions;
pub mod settings;
pub mod terms;
pub mod users;
