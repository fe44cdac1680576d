use sha2::{Digest, Sha256};

use super::validate::CommentFields;
use crate::model::Milliseconds;

/// How far apart, in milliseconds, two comments with the same text in the same place may be to count as one sent twice.
pub const DUPLICATE_WINDOW: Milliseconds = 10 * 60 * 1000;

/// What identifies a comment, to recognize it when it is submitted again.
#[derive(Clone, Debug)]
pub struct Identity {
    /// Digest of the text, the post and the parent comment, independent of the author.
    pub words: String,
    /// Digest that also includes the author's email address and browser. Others can neither compute it nor derive the
    /// author from it.
    writer: String,
}

impl Identity {
    /// Computes the identity. `device` is the hash of the browser's token.
    pub fn of(post: i64, fields: &CommentFields, device: &str) -> Identity {
        let parent = fields.parent.unwrap_or_default();
        let words = digest(&format!("{post}\0{parent}\0{}", fields.source));
        let writer = digest(&format!("{words}\0{device}\0{}", fields.email));
        Identity { words: format!("sent:{words}"), writer }
    }

    /// Returns the form that the database stores.
    pub fn guid(&self) -> String {
        format!("{}:{}", self.words, self.writer)
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
