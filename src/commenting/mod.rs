//! Taking comments: what is checked, who waits, what is blocked, what looks like spam.

pub mod block;
mod check;
pub mod message;
mod openness;
mod send;
pub mod spam;

pub use openness::{closing, openness};
pub use send::{Received, send};
