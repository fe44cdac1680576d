//! Tokens that show a waiting comment to whoever has sent it.

use crate::auth::row_identity::RowIdentity;
use crate::auth::signer::{Purpose, Signer};

/// A token for a comment. It begins with the comment's id, by which the browser knows which one it is for.
pub fn issue(signer: &Signer, comment: RowIdentity) -> String {
    signer.sign(Purpose::WaitingComment, &comment.to_string())
}

/// The comment that a token shows.
pub fn verify(signer: &Signer, token: &str) -> Option<RowIdentity> {
    RowIdentity::read(signer.verify(Purpose::WaitingComment, token)?)
}
