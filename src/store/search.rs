//! Full-text search. All that is particular to SQLite's FTS5 is here.
//!
//! The index holds [`tokens`] and no texts. Triggers on the one connection that writes note what a transaction changes
//! of what can be found, and its commit indexes that: so no verb can forget to, and nothing that is committed is missing
//! or found in vain. What an import brings, and readers' comments, waits in the database instead, until the server takes
//! it up.

mod deleted;
mod find;
mod index_backlog;
mod indexer;
mod ranking;
mod tokens;

#[cfg(test)]
mod tests;

pub use deleted::{drop_all, drop_some, holds_deleted};
pub use find::{FoundComment, FoundPost, comments, posts, read_comments, read_posts};
pub use index_backlog::{defer, has_backlog, index_some, merge_segments};
pub use indexer::{index, watch};
pub use ranking::RankingEffort;
