//! Tokens that show a waiting comment to whoever has sent it.

use crate::auth::origin::Origin;
use crate::auth::signer::{Purpose, Signer};

/// A token for a comment. It begins with the comment's id, by which the browser knows which one it is for.
pub fn issue(signer: &Signer, comment: Origin) -> String {
    signer.sign(Purpose::WaitingComment, &comment.to_string())
}

/// The comment that a token shows.
pub fn verify(signer: &Signer, token: &str) -> Option<Origin> {
    Origin::read(signer.verify(Purpose::WaitingComment, token)?)
}
