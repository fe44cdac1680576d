//! Authentication and authorization: passwords, passkeys, sessions, signed tokens and rate limits.

pub mod client_address;
pub mod client_info;
pub mod commenter;
pub mod cookie;
pub mod device;
pub mod form_token;
pub mod invitation;
pub mod login_limit;
pub mod mail_address_token;
pub mod passkey;
pub mod password;
pub mod password_reset;
pub mod pending_comment;
pub mod pending_second_factor;
pub mod presence;
pub mod preview;
pub mod preview_limit;
pub mod random;
pub mod rate_limit;
pub mod recovery;
pub mod row_identity;
pub mod session;
pub mod setup;
pub mod signer;
pub mod token;
pub mod user_token;
