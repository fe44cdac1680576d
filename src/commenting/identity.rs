use sha2::{Digest, Sha256};

use super::validate::CommentFields;
use crate::model::Milliseconds;

/// The same words in the same place so soon after each other are likely one comment that was sent twice.
pub const DUPLICATE_WINDOW: Milliseconds = 10 * 60 * 1000;

/// What makes a comment the same as another.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The same for the same words in the same place, whoever wrote them.
    pub words: String,
    /// The same for the same person in the same browser. Nobody else can make it, or find out by it who wrote.
    writer: String,
}

impl Identity {
    /// `device`: the hash of the token of the browser.
    pub fn of(post: i64, fields: &CommentFields, device: &str) -> Identity {
        let parent = fields.parent.unwrap_or_default();
        let words = digest(&format!("{post}\0{parent}\0{}", fields.source));
        let writer = digest(&format!("{words}\0{device}\0{}", fields.email));
        Identity { words: format!("sent:{words}"), writer }
    }

    /// As the database keeps it.
    pub fn guid(&self) -> String {
        format!("{}:{}", self.words, self.writer)
    }
}

fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
