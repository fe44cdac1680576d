//! The stamp of a form: when it was made, and for which post; so that programs cannot post without reading.

use crate::auth::signer::{Purpose, Signer};
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::error::FieldErrorKind;

/// A form that is older is given a new stamp before it counts. Long, because cached pages carry old stamps.
const LIFETIME: Milliseconds = 30 * 24 * 60 * 60 * 1000;

/// A stamp for a form made now.
pub fn issue(signer: &Signer, post: i64) -> String {
    signer.sign(Purpose::CommentStamp, &format!("{post}-{}", now()))
}

/// Checks the stamp of a form that came back.
pub fn check(signer: &Signer, form_token: &str, post: i64, seconds_to_write: u32) -> Result<(), FieldErrorKind> {
    let text = signer.verify(Purpose::CommentStamp, form_token).ok_or(FieldErrorKind::Expired)?;
    let (stamped, issued) = text.split_once('-').ok_or(FieldErrorKind::Expired)?;
    let issued: Milliseconds = issued.parse().map_err(|_| FieldErrorKind::Expired)?;
    if stamped != post.to_string() {
        return Err(FieldErrorKind::Expired);
    }
    match now() - issued {
        age if age > LIFETIME => Err(FieldErrorKind::Expired),
        // A clock that went back makes an age below zero: no reason to refuse a person.
        age if (0..i64::from(seconds_to_write) * 1000).contains(&age) => Err(FieldErrorKind::TooFast),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn stamps_are_for_one_post_and_take_time() {
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
