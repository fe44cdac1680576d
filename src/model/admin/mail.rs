//! The mail server of the site, for administrators.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// Why mail cannot be sent at all with the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailProblem {
    /// No server: mail is not wanted.
    Off,
    NoSender,
    /// Links in mails would lead nowhere.
    NoSiteAddress,
    /// Passwords and links would be readable on the way.
    PlainToOtherMachine,
    NoPassword,
}

/// Where the password of the mail server comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MailPasswordSource {
    None,
    Environment,
    Stored,
}

/// A mail that was given up.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FailedMail {
    pub recipient: String,
    pub created: FormattedTime,
    /// What the server said last.
    pub answer: String,
}

/// Whether the site can send mail, and what became of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MailStatus {
    pub problem: Option<MailProblem>,
    pub password: MailPasswordSource,
    /// Number of mails that wait.
    pub waiting: i64,
    /// The latest first.
    pub failed: Vec<FailedMail>,
}

/// What became of a test mail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MailTest {
    pub recipient: String,
    pub is_sent: bool,
    /// What the server said.
    pub answer: String,
}
