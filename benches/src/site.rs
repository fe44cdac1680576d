//! The programs that are measured: Longan, and the server that stands for the limit.

pub mod browser;
pub mod forms;
pub mod limit;
pub mod longan;
pub mod process;

pub use forms::Commenter;
pub use limit::Limit;
pub use longan::Longan;
pub use process::Process;
