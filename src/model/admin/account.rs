//! A user's own account.

use serde::{Deserialize, Serialize};

use crate::model::admin::author::AuthorProfile;
use crate::model::admin::post::BodyFormat;
use crate::model::formatted_time::FormattedTime;

/// The account of the logged-in user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub profile: Profile,
    /// Without a password, the user can only log in by passkey.
    pub has_password: bool,
    /// Whether browsers allow passkeys at the site's origin.
    pub allows_passkeys: bool,
    pub passkeys: Vec<PasskeySummary>,
    /// Number of unused recovery codes.
    pub codes: i64,
    pub sessions: Vec<SessionSummary>,
    /// Newest first.
    pub events: Vec<AccountEvent>,
}

/// The profile of a user. Readers see the name and what the author's profile has.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    pub email: String,
    #[serde(flatten)]
    pub author: AuthorProfile,
    /// What new posts are written in; `None`: what the site's setting says.
    #[serde(default)]
    pub body_format: Option<BodyFormat>,
}

/// When a user is told by mail of comments that wait for a moderator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentNotices {
    #[default]
    Never,
    AtOnce,
    /// Once a day, if there are new ones.
    Daily,
}

/// What a user is told by mail.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MailNotices {
    pub comments: CommentNotices,
    /// Whether the site sends mail.
    pub is_possible: bool,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasskeySummary {
    pub id: String,
    pub name: String,
    pub added: FormattedTime,
    pub used: Option<FormattedTime>,
}

/// A session.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionSummary {
    pub id: String,
    /// Such as `Firefox` and `Linux`; empty if unknown.
    pub browser: String,
    pub system: String,
    /// Address of its last use.
    pub address: String,
    pub since: FormattedTime,
    pub used: FormattedTime,
    /// Whether this is the session of the request.
    pub is_this: bool,
}

/// A kind of security event of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountEventKind {
    PasswordChanged,
    PasswordDropped,
    PasskeyAdded,
    PasskeyRemoved,
    /// All passkeys at once, with the recovery codes.
    PasskeysRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    EmailChanged,
    /// An administrator has made a link for choosing another password.
    ResetLinkMade,
    /// A login with a new browser.
    NewDevice,
    /// Code of another service was added to readers' pages, or changed.
    SnippetSaved,
    SnippetRemoved,
}

impl AccountEventKind {
    /// All kinds.
    pub const ALL: [AccountEventKind; 12] = [
        AccountEventKind::PasswordChanged,
        AccountEventKind::PasswordDropped,
        AccountEventKind::PasskeyAdded,
        AccountEventKind::PasskeyRemoved,
        AccountEventKind::PasskeysRemoved,
        AccountEventKind::RecoveryCodesMade,
        AccountEventKind::RecoveryCodeUsed,
        AccountEventKind::EmailChanged,
        AccountEventKind::ResetLinkMade,
        AccountEventKind::NewDevice,
        AccountEventKind::SnippetSaved,
        AccountEventKind::SnippetRemoved,
    ];

    /// Returns the name used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            AccountEventKind::PasswordChanged => "password_changed",
            AccountEventKind::PasswordDropped => "password_dropped",
            AccountEventKind::PasskeyAdded => "passkey_added",
            AccountEventKind::PasskeyRemoved => "passkey_removed",
            AccountEventKind::PasskeysRemoved => "passkeys_removed",
            AccountEventKind::RecoveryCodesMade => "recovery_codes_made",
            AccountEventKind::RecoveryCodeUsed => "recovery_code_used",
            AccountEventKind::EmailChanged => "email_changed",
            AccountEventKind::ResetLinkMade => "reset_link_made",
            AccountEventKind::NewDevice => "new_device",
            AccountEventKind::SnippetSaved => "snippet_saved",
            AccountEventKind::SnippetRemoved => "snippet_removed",
        }
    }

    /// Parses the output of [`AccountEventKind::as_str`].
    pub fn parse(text: &str) -> Option<AccountEventKind> {
        AccountEventKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A security event of an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountEvent {
    pub kind: AccountEventKind,
    /// The name of a passkey, an email address, or the user who made a link; empty for other kinds.
    pub detail: String,
    /// Such as `Firefox` and `Linux`; empty if unknown.
    pub browser: String,
    pub system: String,
    /// Address of the client; empty for the server's command line.
    pub address: String,
    pub moment: FormattedTime,
}

/// The ways in which a user can reauthenticate.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reauthentication {
    /// Whether it is required, since the user has not recently authenticated.
    pub is_needed: bool,
    /// Account name for password managers.
    pub email: String,
    pub has_password: bool,
    pub has_passkeys: bool,
}

/// The first half of registering or using a passkey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasskeyChallenge {
    pub ceremony: String,
    /// JSON argument of `navigator.credentials.create` or `get`.
    pub options: String,
}

/// New recovery codes, which are shown only once.
pub type RecoveryCodes = Vec<String>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn event_kinds_round_trip() {
        for kind in AccountEventKind::ALL {
            assert_eq!(AccountEventKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(AccountEventKind::parse("of a newer version"), None);
    }
}
