//! What this device keeps of a commenter: who they are if they wish, what they were writing, what waits.

use crate::browser::json::{Json, Record, write_list};
use crate::browser::storage::{forget, keep_text, recall_text};
use crate::model::comment::CommentDraft;

/// Who writes on this device.
pub struct Person {
    pub name: String,
    pub email: String,
}

const PERSON: &str = "commenter";

/// Who asked to be remembered.
pub fn person() -> Option<Person> {
    let kept = recall(PERSON)?;
    Some(Person { name: kept.text("name"), email: kept.text("email") })
}

/// Remembers somebody, or forgets whoever was remembered.
pub fn remember(person: Option<Person>) {
    match person {
        Some(Person { name, email }) => {
            keep_text(PERSON, &Record::of(&[("name", &name), ("email", &email)]).write());
        }
        None => forget(PERSON),
    }
}

/// What was being written, and to which comment: empty at the top.
pub struct Draft {
    pub parent: String,
    pub body: String,
}

/// What was being written below a post.
pub fn draft(post: i64) -> Option<Draft> {
    let kept = recall(&format!("draft-{post}"))?;
    Some(Draft { parent: kept.text("parent"), body: kept.text("body") })
}

/// Keeps what is being written; nothing is kept of nothing.
pub fn keep_draft(post: i64, draft: &CommentDraft) {
    let name = format!("draft-{post}");
    match draft.body.is_empty() {
        true => forget(&name),
        false => keep_text(&name, &Record::of(&[("parent", &draft.parent), ("body", &draft.body)]).write()),
    }
}

/// The tokens of comments that wait below a post.
pub fn waiting(post: i64) -> Vec<String> {
    let kept = recall(&format!("waiting-{post}")).map(|kept| kept.items()).unwrap_or_default();
    kept.iter().filter_map(Json::as_text).collect()
}

/// Keeps the tokens of comments that wait.
pub fn keep_waiting(post: i64, tokens: Vec<String>) {
    let name = format!("waiting-{post}");
    match tokens.is_empty() {
        true => forget(&name),
        false => keep_text(&name, &write_list(&tokens)),
    }
}

fn recall(name: &str) -> Option<Json> {
    Json::parse(&recall_text(name)?)
}
