//! Taking comments: what is checked, who waits, how often one may write.

mod check;
pub mod limit;
mod send;
pub mod stamp;

pub use send::{Caller, send};
