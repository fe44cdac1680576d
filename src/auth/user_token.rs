//! Tokens for a user that are valid until the user's credentials change. Each signs the version of the credentials,
//! which only increases. So a link works once, and a password change invalidates what was started with the old
//! password.

use super::signer::{Purpose, Signer};
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::error::Error;
use crate::store::sql::Connection;
use crate::store::users::{self, UserRow};

/// Issues a token for a user with a lifetime.
pub fn issue(signer: &Signer, purpose: Purpose, user: &UserRow, lifetime: Milliseconds) -> String {
    issue_until(signer, purpose, user, now() + lifetime)
}

fn issue_until(signer: &Signer, purpose: Purpose, user: &UserRow, expires: Milliseconds) -> String {
    let UserRow { id, created_at, credentials_version, .. } = user;
    signer.sign(purpose, &format!("{id}-{created_at}-{credentials_version}-{expires}"))
}

/// Returns the user of a token. `None` if it is forged, expired, used, or for another purpose, or if the user was
/// deleted or has changed their credentials.
pub async fn find(
    signer: &Signer,
    purpose: Purpose,
    connection: &mut Connection,
    token: &str,
) -> Result<Option<UserRow>, Error> {
    let Some(claim) = read(signer, purpose, token) else { return Ok(None) };
    let user = users::find(connection, claim.id).await?;
    // The creation time distinguishes users if an id is reused.
    let is_same =
        |user: &UserRow| (user.created_at, user.credentials_version) == (claim.created_at, claim.credentials_version);
    Ok(user.filter(is_same))
}

/// Content of a token.
struct Claim {
    id: i64,
    created_at: Milliseconds,
    credentials_version: i64,
}

fn read(signer: &Signer, purpose: Purpose, token: &str) -> Option<Claim> {
    let mut numbers = signer.verify(purpose, token)?.split('-').map(|number| number.parse::<i64>().ok());
    let mut next = || numbers.next().flatten();
    let (id, created_at, credentials_version, expires) = (next()?, next()?, next()?, next()?);
    (expires > now()).then_some(Claim { id, created_at, credentials_version })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::passkeys;
    use crate::store::recovery_codes;
    use crate::store::testing;
    use crate::store::users::testing::add_user;

    const LONG: Milliseconds = 1000 * 1000;

    #[tokio::test]
    async fn a_token_is_for_one_user_and_purpose_and_expires() {
        let (store, _folder) = testing::open().await;
        let signer = Signer::load(&store).await.unwrap();
        let mut writing = store.write().await.unwrap();
        let id = add_user(&mut writing, "lan@example.org").await;
        let user = users::find(&mut writing, id).await.unwrap().unwrap();
        let token = issue(&signer, Purpose::Invitation, &user, LONG);
        let mut found =
            async |purpose, token: &str| find(&signer, purpose, &mut writing, token).await.unwrap().map(|user| user.id);
        assert_eq!(found(Purpose::Invitation, &token).await, Some(id));
        assert_eq!(found(Purpose::HalfWay, &token).await, None);
        assert_eq!(found(Purpose::Invitation, &token.replacen(char::is_numeric, "9", 1)).await, None);
        assert_eq!(found(Purpose::Invitation, "").await, None);
        let late = issue_until(&signer, Purpose::Invitation, &user, now() - 1);
        assert_eq!(found(Purpose::Invitation, &late).await, None);
        // Another user with a reused id.
        let other = UserRow { created_at: user.created_at - 1, ..user };
        let others = issue(&signer, Purpose::Invitation, &other, LONG);
        assert_eq!(found(Purpose::Invitation, &others).await, None);
    }

    #[tokio::test]
    async fn every_change_of_credentials_invalidates_it() {
        let (store, _folder) = testing::open().await;
        let signer = Signer::load(&store).await.unwrap();
        let mut writing = store.write().await.unwrap();
        let id = add_user(&mut writing, "lan@example.org").await;
        let mut tokens = Vec::new();
        for change in 0..7 {
            let user = users::find(&mut writing, id).await.unwrap().unwrap();
            let token = issue(&signer, Purpose::HalfWay, &user, LONG);
            assert!(find(&signer, Purpose::HalfWay, &mut writing, &token).await.unwrap().is_some());
            tokens.push(token);
            match change {
                0 => users::set_password(&mut writing, id, "hash").await.unwrap(),
                1 => assert!(passkeys::add(&mut writing, id, "key", "Máy", "{}").await.unwrap()),
                // The password is the same as for the first token.
                2 => users::clear_password(&mut writing, id).await.unwrap(),
                3 => recovery_codes::replace(&mut writing, id, &["a".to_owned()]).await.unwrap(),
                4 => assert!(passkeys::remove(&mut writing, id, "key").await.unwrap()),
                5 => users::set_profile(&mut writing, id, "Lan", "lan@example.com").await.unwrap(),
                _ => assert!(!passkeys::remove_all(&mut writing, id).await.unwrap()),
            }
            for token in &tokens {
                assert!(find(&signer, Purpose::HalfWay, &mut writing, token).await.unwrap().is_none(), "{change}");
            }
        }
    }

    #[tokio::test]
    async fn rehashing_the_password_keeps_it_valid() {
        let (store, _folder) = testing::open().await;
        let signer = Signer::load(&store).await.unwrap();
        let mut writing = store.write().await.unwrap();
        let id = add_user(&mut writing, "lan@example.org").await;
        let user = users::find(&mut writing, id).await.unwrap().unwrap();
        let token = issue(&signer, Purpose::HalfWay, &user, LONG);
        users::rehash_password(&mut writing, id, "hash").await.unwrap();
        users::set_profile(&mut writing, id, "Lan Anh", "lan@example.org").await.unwrap();
        assert!(find(&signer, Purpose::HalfWay, &mut writing, &token).await.unwrap().is_some());
    }
}
