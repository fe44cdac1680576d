//! Links for choosing another password, sent to the address of the account.

use super::signer::{Purpose, Signer};
use super::user_token;
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::store::sql::Connection;
use crate::store::users::UserRow;

/// Lifetime of a link.
const LIFETIME: Milliseconds = 60 * 60 * 1000;

/// Issues the token of a link. It works once, since setting the password changes the version that it signs.
pub fn issue(signer: &Signer, user: &UserRow) -> String {
    user_token::issue(signer, Purpose::PasswordReset, user, LIFETIME)
}

/// Returns the user of a token, if it has neither expired nor been used.
pub async fn find(signer: &Signer, connection: &mut Connection, token: &str) -> Result<Option<UserRow>, Error> {
    user_token::find(signer, Purpose::PasswordReset, connection, token).await
}
