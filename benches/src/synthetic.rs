//! Content made up for measuring: any number of posts with comments, the same ones each time, in words of our own.

pub mod archive;
pub mod content;
pub mod database;
pub mod queries;
pub mod words;

pub use content::{Content, Post};
