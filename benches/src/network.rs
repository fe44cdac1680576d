//! An HTTP client and a load generator.

pub mod connection;
pub mod load;
pub mod request;
pub mod response;

pub use connection::Connection;
pub use load::{Kind, Load, Script, Step};
pub use response::Answer;
