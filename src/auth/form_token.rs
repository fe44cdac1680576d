//! Tokens of comment forms: they sign the time and the post, so that bots cannot post without loading the form.

use crate::auth::signer::{Purpose, Signer};
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::error::FieldErrorKind;

/// Older tokens are replaced by a new one before the comment is accepted. It is long because cached pages contain old
/// tokens.
const LIFETIME: Milliseconds = 30 * 24 * 60 * 60 * 1000;

/// Issues a token for a form of a post.
pub fn issue(signer: &Signer, post: i64) -> String {
    signer.sign(Purpose::CommentStamp, &format!("{post}-{}", now()))
}

/// Checks the token of a submitted form.
pub fn check(signer: &Signer, form_token: &str, post: i64, seconds_to_write: u32) -> Result<(), FieldErrorKind> {
    let text = signer.verify(Purpose::CommentStamp, form_token).ok_or(FieldErrorKind::Expired)?;
    let (stamped, issued) = text.split_once('-').ok_or(FieldErrorKind::Expired)?;
    let issued: Milliseconds = issued.parse().map_err(|_| FieldErrorKind::Expired)?;
    if stamped != post.to_string() {
        return Err(FieldErrorKind::Expired);
    }
    match now() - issued {
        age if age > LIFETIME => Err(FieldErrorKind::Expired),
        // If the clock was set back, the age is negative. That is no reason to reject a comment.
        age if (0..i64::from(seconds_to_write) * 1000).contains(&age) => Err(FieldErrorKind::TooFast),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn form_tokens_are_for_one_post_and_need_a_minimum_age() {
        let (store, _folder) = testing::open().await;
        let signer = Signer::load(&store).await.unwrap();
        let fresh = issue(&signer, 7);
        assert_eq!(check(&signer, &fresh, 7, 0), Ok(()));
        assert_eq!(check(&signer, &fresh, 7, 60), Err(FieldErrorKind::TooFast));
        assert_eq!(check(&signer, &fresh, 8, 0), Err(FieldErrorKind::Expired));
        assert_eq!(check(&signer, "", 7, 0), Err(FieldErrorKind::Expired));
        let old = signer.sign(Purpose::CommentStamp, &format!("7-{}", now() - LIFETIME - 1));
        assert_eq!(check(&signer, &old, 7, 0), Err(FieldErrorKind::Expired));
        let later = signer.sign(Purpose::CommentStamp, &format!("7-{}", now() + 60_000));
        assert_eq!(check(&signer, &later, 7, 60), Ok(()));
    }
}
