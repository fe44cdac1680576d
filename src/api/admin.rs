//! Server functions of the admin. Every function begins with a guard; `tests/routes/roles.rs` calls each of them in
//! every role and without a session.

pub mod account;
pub mod admin_context;
pub mod appearance;
pub mod backup;
pub mod block_rules;
pub mod comments;
pub mod dashboard;
pub mod front_page;
pub mod imports;
pub mod link_targets;
pub mod mail;
pub mod media;
pub mod menu;
pub mod placements;
pub mod posts;
pub mod reauthentication;
pub mod redirects;
pub mod revisions;
pub mod sample;
pub mod settings;
pub mod snippets;
pub mod terms;
pub mod users;
