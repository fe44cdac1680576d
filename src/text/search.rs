//! Parsing of search queries, and highlighting of matches.

mod highlight;
mod query;

pub use highlight::{highlight, passage};
pub use query::{Ending, Query, QueryPart};
