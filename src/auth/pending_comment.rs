//! Tokens that show a pending comment to its author.

use crate::auth::row_identity::RowIdentity;
use crate::auth::signer::{Purpose, Signer};

/// Issues a token for a comment. It begins with the comment's id, by which the browser matches it.
pub fn issue(signer: &Signer, comment: RowIdentity) -> String {
    signer.sign(Purpose::WaitingComment, &comment.to_string())
}

/// Returns the comment of a token.
pub fn verify(signer: &Signer, token: &str) -> Option<RowIdentity> {
    RowIdentity::read(signer.verify(Purpose::WaitingComment, token)?)
}
