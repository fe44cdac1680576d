//! Who may do what, and what proves it.

pub mod caller;
pub mod client_address;
pub mod commenter;
pub mod cookie;
pub mod device;
pub mod half_way;
pub mod invitation;
pub mod limit;
pub mod login_limit;
pub mod origin;
pub mod passkey;
pub mod password;
pub mod presence;
pub mod preview;
pub mod random;
pub mod recovery;
pub mod session;
pub mod setup;
pub mod signer;
pub mod stamp;
pub mod token;
pub mod user_token;
pub mod waiting;
