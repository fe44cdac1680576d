//! Writing posts and pages: who may, what they must look like, what becomes of them and when.

pub mod access;
mod bulk;
mod check;
mod draft;
mod faults;
mod intent;
mod preview;
mod profile;
mod render;
mod restore;
mod revision;
mod save;
pub mod schedule;
pub mod search;
mod slug;
mod terms;
pub mod time;

#[cfg(test)]
mod tests;

pub use bulk::change;
pub use check::BODY_LENGTH;
pub use draft::{editable_source, read_draft};
pub use preview::preview;
pub use render::{render_short, run_heavy};
pub use restore::restore;
pub use save::save;
pub use search::{fold_titles, prepare_search};
pub use slug::propose;

use crate::model::address::Address;
use crate::store::posts::Kind;

/// Where readers find a post or page.
pub fn path(kind: Kind, slug: &str) -> String {
    match kind {
        Kind::Post => Address::Post(slug).to_string(),
        Kind::Page => Address::Page(slug).to_string(),
    }
}
