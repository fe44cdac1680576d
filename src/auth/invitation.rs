//! Links that let a person choose a password: the first one, or another when they have forgotten theirs.

use super::signer::{Purpose, Signer};
use super::token;
use crate::model::Milliseconds;
use crate::store::now;
use crate::store::users::UserRow;

/// How long a link is good for.
pub const LIFETIME: Milliseconds = 3 * 24 * 60 * 60 * 1000;

/// The token of a link for a user. It works once: what it signs changes with the password that it is used to choose.
pub fn issue(signer: &Signer, user: &UserRow) -> String {
    signer.sign(Purpose::Invitation, &format!("{}-{}-{}", user.id, now() + LIFETIME, state(user)))
}

/// Whom a token names, if it has not expired. Whether it has been used only [`fits`] knows.
pub fn read(signer: &Signer, token: &str) -> Option<i64> {
    let mut parts = signer.verify(Purpose::Invitation, token)?.splitn(3, '-');
    let (id, expires): (i64, Milliseconds) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    (expires > now()).then_some(id)
}

/// Whether a token that [`read`] has found to be this user's has not been used yet.
pub fn fits(token: &str, user: &UserRow) -> bool {
    let mut parts = token.rsplit_once('.').map_or(token, |(text, _)| text).splitn(3, '-').skip(2);
    parts.next() == Some(&state(user))
}

/// What using a link changes, hashed: a user's password, or that there is none.
fn state(user: &UserRow) -> String {
    let mut hash = token::hash(&format!("{} {} {:?}", user.id, user.created_at, user.password_hash));
    hash.truncate(16);
    hash
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn a_link_is_for_one_person_and_one_password() {
        let (store, _folder) = testing::open().await;
        let signer = Signer::load(&store).await.unwrap();
        let mut user = UserRow {
            id: 7,
            email: "lan@example.org".to_owned(),
            name: "Lan".to_owned(),
            role: "author".to_owned(),
            password_hash: None,
            author_id: None,
            created_at: 1,
            seen_at: None,
        };
        let token = issue(&signer, &user);
        assert_eq!(read(&signer, &token), Some(7));
        assert!(fits(&token, &user));
        assert_eq!(read(&signer, &token.replacen('7', "8", 1)), None);
        // Another person who has been given the number of one who left.
        assert!(!fits(&token, &UserRow { created_at: 2, ..user.clone() }));
        user.password_hash = Some("hash".to_owned());
        assert!(!fits(&token, &user));
        let late = format!("7-{}-{}", now() - 1, state(&user));
        assert_eq!(read(&signer, &signer.sign(Purpose::Invitation, &late)), None);
    }
}
