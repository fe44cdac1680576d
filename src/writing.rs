//! Posts and pages: permissions, validation, rendering, saving, revisions, publication and scheduling.

pub mod access;
mod author_profile;
mod bulk;
mod convert;
mod draft;
mod duplicate;
pub mod local_time;
mod preview;
mod publication;
mod quick_edit;
mod render;
mod restore;
mod revision;
mod save;
pub mod schedule;
pub mod search_index;
mod slug;
mod terms;
mod validate;
mod work_queue;

#[cfg(test)]
mod tests;

pub use author_profile::ensure as ensure_author;
pub use bulk::change;
pub use convert::convert;
pub use draft::{editable_source, read_draft};
pub use duplicate::duplicate;
pub use preview::preview;
pub use quick_edit::quick_edit;
pub use render::{render, render_short};
pub use restore::restore;
pub use save::save;
pub use search_index::{fold_titles, prepare_search};
pub use slug::propose;
pub use validate::BODY_LENGTH;
pub use work_queue::{Progress, WorkOwner, run_heavy};
