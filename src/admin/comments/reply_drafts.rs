//! Stores the text of open reply and edit forms on the device until it is sent.

use super::queue::OpenCommentForm;
use crate::browser::storage;

fn key(id: i64, form: OpenCommentForm) -> String {
    match form {
        OpenCommentForm::Reply => format!("admin-reply-{id}"),
        OpenCommentForm::Edit => format!("admin-edit-{id}"),
    }
}

/// Returns the stored text, if there is one.
pub fn load(id: i64, form: OpenCommentForm) -> Option<String> {
    storage::load::<String>(&key(id, form)).filter(|text| !text.is_empty())
}

/// Stores the text of a form.
pub fn save(id: i64, form: OpenCommentForm, text: &str) {
    storage::save(&key(id, form), &text);
}

/// Removes the stored text after it was sent or discarded.
pub fn remove(id: i64, form: OpenCommentForm) {
    storage::remove(&key(id, form));
}
