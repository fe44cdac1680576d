//! What a person sees of their own account.

use serde::{Deserialize, Serialize};

use crate::model::moment::Moment;

/// The account of whoever is logged in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Account {
    pub profile: Profile,
    /// Without a password, passkeys are the only way in.
    pub has_password: bool,
    /// Whether browsers allow passkeys at the site's address.
    pub allows_passkeys: bool,
    pub passkeys: Vec<Key>,
    /// Recovery codes that have not been used.
    pub codes: i64,
    pub sessions: Vec<Session>,
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
pub struct Key {
    pub id: String,
    pub name: String,
    pub added: Moment,
    pub used: Option<Moment>,
}

/// A browser that is logged in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Session {
    pub id: String,
    /// `Firefox`, and `Linux`; empty where the browser does not say.
    pub browser: String,
    pub system: String,
    /// Where it was last used from.
    pub address: String,
    pub since: Moment,
    pub used: Moment,
    /// The one that asks.
    pub is_this: bool,
}

/// The first half of adding a passkey.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PasskeyChallenge {
    pub ceremony: String,
    /// JSON for `navigator.credentials.create`.
    pub options: String,
}

/// Codes that are shown this once.
pub type Codes = Vec<String>;
