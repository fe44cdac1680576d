//! What somebody searches for, and where it stands in a text.

mod highlight;
mod query;

pub use highlight::{highlight, passage};
pub use query::{Ending, Query, QueryPart};
