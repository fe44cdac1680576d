//! Synthetic content: any number of posts with comments, the same ones in each run, composed from a word list.

pub mod archive;
pub mod content;
pub mod database;
pub mod queries;
pub mod words;

pub use content::{Content, Post};
