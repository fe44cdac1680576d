//! Taking comments: what is checked, who waits.

mod check;
mod openness;
mod send;

pub use openness::openness;
pub use send::{Received, send};
