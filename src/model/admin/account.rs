//! What a person sees of their own account.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;

/// The account of whoever is logged in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub profile: Profile,
    /// Without a password, passkeys are the only way in.
    pub has_password: bool,
    /// Whether browsers allow passkeys at the site's address.
    pub allows_passkeys: bool,
    pub passkeys: Vec<PasskeySummary>,
    /// Recovery codes that have not been used.
    pub codes: i64,
    pub sessions: Vec<SessionSummary>,
    /// The newest first.
    pub events: Vec<AccountEvent>,
}

/// Who a person is, for readers and for colleagues.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Profile {
    pub name: String,
    pub email: String,
    /// Markdown; shown below posts.
    pub biography: String,
}

/// A passkey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasskeySummary {
    pub id: String,
    pub name: String,
    pub added: FormattedTime,
    pub used: Option<FormattedTime>,
}

/// A browser that is logged in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionSummary {
    pub id: String,
    /// `Firefox`, and `Linux`; empty where the browser does not say.
    pub browser: String,
    pub system: String,
    /// Where it was last used from.
    pub address: String,
    pub since: FormattedTime,
    pub used: FormattedTime,
    /// The one that asks.
    pub is_this: bool,
}

/// What has happened to what lets a person in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AccountEventKind {
    PasswordChanged,
    PasswordDropped,
    PasskeyAdded,
    PasskeyRemoved,
    /// All of them at once, with the recovery codes.
    PasskeysRemoved,
    RecoveryCodesMade,
    RecoveryCodeUsed,
    EmailChanged,
    /// An administrator has made a link that lets choose another password.
    ResetLinkMade,
    /// A login with a browser that has not been used before.
    NewDevice,
}

impl AccountEventKind {
    /// Every kind.
    pub const ALL: [AccountEventKind; 10] = [
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
    ];

    /// How the database writes it.
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
        }
    }

    /// Reads what [`AccountEventKind::as_str`] writes.
    pub fn parse(text: &str) -> Option<AccountEventKind> {
        AccountEventKind::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// Something that has happened to an account.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AccountEvent {
    pub kind: AccountEventKind,
    /// The name of a passkey, an email address, who made a link; empty where there is nothing to say.
    pub detail: String,
    /// `Firefox`, and `Linux`; empty where the browser does not say.
    pub browser: String,
    pub system: String,
    /// From where; empty for the server's command line.
    pub address: String,
    pub moment: FormattedTime,
}

/// How a person can show again who they are.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reauthentication {
    /// Whether they have to: they have shown neither password nor passkey within the last minutes.
    pub is_needed: bool,
    /// For password managers: whose password it is.
    pub email: String,
    pub has_password: bool,
    pub has_passkeys: bool,
}

/// The first half of adding a passkey, or of showing one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasskeyChallenge {
    pub ceremony: String,
    /// JSON for `navigator.credentials.create`, or for `get`.
    pub options: String,
}

/// Codes that are shown this once.
pub type RecoveryCodes = Vec<String>;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_events_are_read_as_they_are_written() {
        for kind in AccountEventKind::ALL {
            assert_eq!(AccountEventKind::parse(kind.as_str()), Some(kind));
        }
        assert_eq!(AccountEventKind::parse("of a newer version"), None);
    }
}
