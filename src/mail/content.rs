use serde::{Deserialize, Serialize};

use crate::model::Milliseconds;
use crate::model::admin::account::AccountEventKind;

/// What a mail is about, as stored in the queue. The words are found when it is sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum MailContent {
    /// To see whether the settings are right.
    Test,
    /// A link with which a user who was invited chooses a password.
    Invitation { user: i64, inviter: String },
    /// A link for choosing another password, which the user has asked for.
    PasswordReset { user: i64 },
    /// Something that concerns the security of a user's account.
    AccountEvent {
        user: i64,
        event: AccountEventKind,
        detail: String,
        address: String,
        agent: String,
        at: Milliseconds,
    },
    /// Comments wait for a moderator.
    WaitingComments { user: i64 },
    /// Whether the owner of the address wants to be told of replies.
    SubscriptionQuestion { subscription: i64 },
    /// A reply was published.
    Reply { subscription: i64, reply: i64 },
}

impl MailContent {
    /// How long a mail of this kind is tried, from when it was due (ms).
    pub fn lifetime(&self) -> Milliseconds {
        const HOUR: Milliseconds = 60 * 60 * 1000;
        match self {
            MailContent::Test => HOUR / 4,
            MailContent::PasswordReset { .. } => HOUR,
            _ => 3 * 24 * HOUR,
        }
    }

    /// Mail with the same topic waits only once.
    pub fn topic(&self) -> Option<String> {
        match self {
            MailContent::Invitation { user, .. } => Some(format!("invitation-{user}")),
            MailContent::PasswordReset { user } => Some(format!("password-reset-{user}")),
            MailContent::WaitingComments { user } => Some(format!("waiting-comments-{user}")),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_round_trip() {
        let contents = [
            MailContent::Test,
            MailContent::Invitation { user: 2, inviter: "Lan".to_owned() },
            MailContent::PasswordReset { user: 2 },
            MailContent::AccountEvent {
                user: 2,
                event: AccountEventKind::NewDevice,
                detail: String::new(),
                address: "192.0.2.1".to_owned(),
                agent: "Firefox".to_owned(),
                at: 7,
            },
            MailContent::WaitingComments { user: 2 },
            MailContent::SubscriptionQuestion { subscription: 3 },
            MailContent::Reply { subscription: 3, reply: 4 },
        ];
        for content in contents {
            let stored = serde_json::to_string(&content).unwrap();
            assert_eq!(serde_json::from_str::<MailContent>(&stored).unwrap(), content);
        }
    }
}
