//! Asking over HTTP, and asking often.

pub mod answer;
pub mod connection;
pub mod load;
pub mod request;

pub use answer::Answer;
pub use connection::Connection;
pub use load::{Kind, Load, Script, Step};
