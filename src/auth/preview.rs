//! Tokens that show a post which is not published to whoever holds them, for some days.

use crate::auth::signer::{Purpose, Signer};
use crate::model::Milliseconds;

/// How long a token shows its post.
pub const LIFETIME: Milliseconds = 7 * 24 * 60 * 60 * 1000;

/// A token for a post.
pub fn issue(signer: &Signer, post: i64, now: Milliseconds) -> String {
    signer.sign(Purpose::Preview, &format!("{post}-{}", now + LIFETIME))
}

/// The post that a token shows now.
pub fn verify(signer: &Signer, token: &str, now: Milliseconds) -> Option<i64> {
    let (post, until) = signer.verify(Purpose::Preview, token)?.split_once('-')?;
    let until: Milliseconds = until.parse().ok()?;
    (now < until).then(|| post.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn tokens_end_and_cannot_be_made_up() {
        let (store, _folder) = testing::open().await;
        let signer = Signer::load(&store).await.unwrap();
        let token = issue(&signer, 7, 1_000);
        assert_eq!(verify(&signer, &token, 1_000), Some(7));
        assert_eq!(verify(&signer, &token, 999 + LIFETIME), Some(7));
        assert_eq!(verify(&signer, &token, 1_000 + LIFETIME), None);
        assert_eq!(verify(&signer, &token.replacen('7', "8", 1), 1_000), None);
        assert_eq!(verify(&signer, &signer.sign(Purpose::WaitingComment, "7-9999999999999"), 1_000), None);
        assert_eq!(verify(&signer, "", 1_000), None);
    }
}
