//! What is being written below a comment is kept on this device, until it has arrived.

use super::queue::Form;
use crate::browser::storage;

fn name(id: i64, form: Form) -> String {
    match form {
        Form::Reply => format!("admin-reply-{id}"),
        Form::Edit => format!("admin-edit-{id}"),
    }
}

/// What was being written, if anything.
pub fn recall(id: i64, form: Form) -> Option<String> {
    storage::recall::<String>(&name(id, form)).filter(|text| !text.is_empty())
}

/// Keeps what is being written.
pub fn keep(id: i64, form: Form, text: &str) {
    storage::keep(&name(id, form), &text);
}

/// It has arrived, or is not wanted.
pub fn forget(id: i64, form: Form) {
    storage::forget(&name(id, form));
}
