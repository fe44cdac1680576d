//! What somebody searches for, and where it stands in a text.

mod mark;
mod query;

pub use mark::{mark, passage};
pub use query::{Ending, Part, Query};
