//! Half-way in: the password was right, and a second factor is still to come.

use super::signer::{Purpose, Signer};
use crate::model::Milliseconds;
use crate::store::now;

/// How long the second step may take.
const LIFETIME: Milliseconds = 10 * 60 * 1000;

/// What shows at the second step that a user has taken the first.
pub fn issue(signer: &Signer, user: i64) -> String {
    signer.sign(Purpose::HalfWay, &format!("{user}-{}", now() + LIFETIME))
}

/// Who has taken the first step, not long ago.
pub fn read(signer: &Signer, token: &str) -> Option<i64> {
    let (user, expires) = signer.verify(Purpose::HalfWay, token)?.split_once('-')?;
    (expires.parse::<Milliseconds>().ok()? > now()).then(|| user.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn the_second_step_follows_soon() {
        let (store, _folder) = testing::open().await;
        let signer = Signer::load(&store).await.unwrap();
        assert_eq!(read(&signer, &issue(&signer, 7)), Some(7));
        assert_eq!(read(&signer, &signer.sign(Purpose::HalfWay, &format!("7-{}", now() - 1))), None);
        assert_eq!(read(&signer, &signer.sign(Purpose::Invitation, &format!("7-{}", now() + 1000))), None);
        assert_eq!(read(&signer, ""), None);
    }
}
