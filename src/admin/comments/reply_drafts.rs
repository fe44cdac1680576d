//! What is being written below a comment is kept on this device, until it has arrived.

use super::queue::OpenCommentForm;
use crate::browser::storage;

fn key(id: i64, form: OpenCommentForm) -> String {
    match form {
        OpenCommentForm::Reply => format!("admin-reply-{id}"),
        OpenCommentForm::Edit => format!("admin-edit-{id}"),
    }
}

/// What was being written, if anything.
pub fn load(id: i64, form: OpenCommentForm) -> Option<String> {
    storage::load::<String>(&key(id, form)).filter(|text| !text.is_empty())
}

/// Keeps what is being written.
pub fn save(id: i64, form: OpenCommentForm, text: &str) {
    storage::save(&key(id, form), &text);
}

/// It has arrived, or is not wanted.
pub fn remove(id: i64, form: OpenCommentForm) {
    storage::remove(&key(id, form));
}
