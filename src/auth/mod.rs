//! Who may do what, and what proves it.

pub mod caller;
pub mod limit;
pub mod password;
pub mod presence;
pub mod preview;
pub mod random;
pub mod session;
pub mod setup;
pub mod signer;
pub mod stamp;
pub mod token;
