//! Preview tokens: they show an unpublished post to anyone who has the link, for a few days.

use crate::auth::row_identity::RowIdentity;
use crate::auth::signer::{Purpose, Signer};
use crate::model::Milliseconds;

/// Lifetime of a token.
pub const LIFETIME: Milliseconds = 7 * 24 * 60 * 60 * 1000;

/// Issues a token for a post.
pub fn issue(signer: &Signer, post: RowIdentity, now: Milliseconds) -> String {
    signer.sign(Purpose::Preview, &format!("{}-{post}", now + LIFETIME))
}

/// Returns the post of a token, if it has not expired.
pub fn verify(signer: &Signer, token: &str, now: Milliseconds) -> Option<RowIdentity> {
    let (until, post) = signer.verify(Purpose::Preview, token)?.split_once('-')?;
    let until: Milliseconds = until.parse().ok()?;
    (now < until).then(|| RowIdentity::read(post)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn tokens_expire_and_cannot_be_forged() {
        let (store, _folder) = testing::open().await;
        let signer = Signer::load(&store).await.unwrap();
        let post = RowIdentity { id: 7, created_at: 20 };
        let token = issue(&signer, post, 1_000);
        assert_eq!(verify(&signer, &token, 1_000), Some(post));
        assert_eq!(verify(&signer, &token, 999 + LIFETIME), Some(post));
        assert_eq!(verify(&signer, &token, 1_000 + LIFETIME), None);
        assert_eq!(verify(&signer, &token.replace("-7-", "-8-"), 1_000), None);
        assert_eq!(verify(&signer, &signer.sign(Purpose::WaitingComment, "9999999999999-7-20"), 1_000), None);
        // The former format, without the post's creation time.
        assert_eq!(verify(&signer, &signer.sign(Purpose::Preview, "7-9999999999999"), 1_000), None);
        assert_eq!(verify(&signer, "", 1_000), None);
    }
}
