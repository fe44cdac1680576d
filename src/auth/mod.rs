//! Who may do what, and what proves it.

pub mod caller;
pub mod limit;
pub mod signer;
pub mod stamp;
