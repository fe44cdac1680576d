//! Half-way in: the password was right, and a second factor is still to come.

use sqlx::SqliteConnection;

use super::signer::{Purpose, Signer};
use super::user_token;
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::store::users::UserRow;

/// How long the second step may take.
const LIFETIME: Milliseconds = 10 * 60 * 1000;

/// What shows at the second step that a user has taken the first.
pub fn issue(signer: &Signer, user: &UserRow) -> String {
    user_token::issue(signer, Purpose::HalfWay, user, LIFETIME)
}

/// Who has taken the first step, not long ago, and with a password that is still in force.
pub async fn find(signer: &Signer, connection: &mut SqliteConnection, token: &str) -> Result<Option<UserRow>, Error> {
    user_token::find(signer, Purpose::HalfWay, connection, token).await
}
