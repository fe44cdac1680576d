//! Tokens of pending logins: the password was correct, and the second factor is missing.

use super::signer::{Purpose, Signer};
use super::user_token;
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::store::sql::Connection;
use crate::store::users::UserRow;

/// Time limit of the second step.
const LIFETIME: Milliseconds = 10 * 60 * 1000;

/// Issues the token that proves the first step.
pub fn issue(signer: &Signer, user: &UserRow) -> String {
    user_token::issue(signer, Purpose::HalfWay, user, LIFETIME)
}

/// Returns the user of a token, unless it has expired or the user's credentials have changed.
pub async fn find(signer: &Signer, connection: &mut Connection, token: &str) -> Result<Option<UserRow>, Error> {
    user_token::find(signer, Purpose::HalfWay, connection, token).await
}
