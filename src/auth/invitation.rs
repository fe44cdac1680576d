//! Links that let a person choose a password: the first one, or another when they have forgotten theirs.

use sqlx::SqliteConnection;

use super::signer::{Purpose, Signer};
use super::user_token;
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::store::users::UserRow;

/// How long a link is good for.
pub const LIFETIME: Milliseconds = 3 * 24 * 60 * 60 * 1000;

/// The token of a link for a user. It works once: what it signs changes with the password that it is used to choose.
pub fn issue(signer: &Signer, user: &UserRow) -> String {
    user_token::issue(signer, Purpose::Invitation, user, LIFETIME)
}

/// Whom a link is for, if it has neither expired nor been used.
pub async fn find(signer: &Signer, connection: &mut SqliteConnection, token: &str) -> Result<Option<UserRow>, Error> {
    user_token::find(signer, Purpose::Invitation, connection, token).await
}
