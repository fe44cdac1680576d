//! What this device keeps of a commenter: who they are if they wish, what they were writing, what waits.

use serde::{Deserialize, Serialize};

use crate::browser::storage::{forget, keep, recall};
use crate::model::comment::CommentDraft;

/// Who writes on this device.
#[derive(Serialize, Deserialize)]
pub struct Person {
    pub name: String,
    pub email: String,
}

const PERSON: &str = "commenter";

/// Who asked to be remembered.
pub fn person() -> Option<Person> {
    recall(PERSON)
}

/// Remembers somebody, or forgets whoever was remembered.
pub fn remember(person: Option<Person>) {
    match person {
        Some(person) => keep(PERSON, &person),
        None => forget(PERSON),
    }
}

/// What was being written, and to which comment: empty at the top.
#[derive(Serialize, Deserialize)]
pub struct Draft {
    pub parent: String,
    pub body: String,
}

/// What was being written below a post.
pub fn draft(post: i64) -> Option<Draft> {
    recall(&format!("draft-{post}"))
}

/// Keeps what is being written; nothing is kept of nothing.
pub fn keep_draft(post: i64, draft: &CommentDraft) {
    let name = format!("draft-{post}");
    match draft.body.is_empty() {
        true => forget(&name),
        false => keep(&name, &Draft { parent: draft.parent.clone(), body: draft.body.clone() }),
    }
}

/// The tokens of comments that wait below a post.
pub fn waiting(post: i64) -> Vec<String> {
    recall(&format!("waiting-{post}")).unwrap_or_default()
}

/// Keeps the tokens of comments that wait.
pub fn keep_waiting(post: i64, tokens: Vec<String>) {
    let name = format!("waiting-{post}");
    match tokens.is_empty() {
        true => forget(&name),
        false => keep(&name, &tokens),
    }
}
