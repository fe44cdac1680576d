//! The programs that are measured: Longan, its database server, and the server that stands for the limit.

pub mod browser;
pub mod forms;
pub mod limit;
pub mod longan;
pub mod postgres;
pub mod process;

pub use forms::Commenter;
pub use limit::Limit;
pub use longan::Longan;
pub use postgres::Postgres;
pub use process::Process;
