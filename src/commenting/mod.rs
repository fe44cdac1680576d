//! Taking comments: what is checked, who waits.

mod check;
mod openness;
mod send;

pub use openness::{closing, openness};
pub use send::{Received, send};
