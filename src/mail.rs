//! Mail: what is sent to whom, the queue in the database, and the SMTP server that takes it.
//!
//! A mail is queued in the transaction of what causes it ([`queue`]) and composed when it is sent ([`compose`]), so that
//! it is never lost, and no row holds a password link. One process sends at a time ([`sender`]). If it is killed between
//! sending a mail and noting that, the mail is sent again with the same Message-ID.

pub mod administration;
pub mod compose;
pub mod content;
pub mod layout;
pub mod notices;
pub mod queue;
pub mod sender;
pub mod transport;

pub use content::MailContent;
