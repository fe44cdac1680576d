//! What this device keeps of a commenter: who they are if they wish, what they were writing, what waits.

use crate::browser::json::{Json, JsonObject, write_list};
use crate::browser::storage::{load_text, remove, save_text};
use crate::model::comment::CommentDraft;

/// Who writes on this device.
pub struct Commenter {
    pub name: String,
    pub email: String,
}

const PERSON: &str = "commenter";

/// Who asked to be remembered.
pub fn commenter() -> Option<Commenter> {
    let kept = load(PERSON)?;
    Some(Commenter { name: kept.text("name"), email: kept.text("email") })
}

/// Remembers somebody, or forgets whoever was remembered.
pub fn save_commenter(person: Option<Commenter>) {
    match person {
        Some(Commenter { name, email }) => {
            save_text(PERSON, &JsonObject::of(&[("name", &name), ("email", &email)]).write());
        }
        None => remove(PERSON),
    }
}

/// What was being written, and to which comment: empty at the top.
pub struct LocalCommentDraft {
    pub parent: String,
    pub body: String,
}

/// What was being written below a post.
pub fn draft(post: i64) -> Option<LocalCommentDraft> {
    let kept = load(&format!("draft-{post}"))?;
    Some(LocalCommentDraft { parent: kept.text("parent"), body: kept.text("body") })
}

/// Keeps what is being written; nothing is kept of nothing.
pub fn save_draft(post: i64, draft: &CommentDraft) {
    let name = format!("draft-{post}");
    match draft.body.is_empty() {
        true => remove(&name),
        false => save_text(&name, &JsonObject::of(&[("parent", &draft.parent), ("body", &draft.body)]).write()),
    }
}

/// The tokens of comments that wait below a post.
pub fn pending(post: i64) -> Vec<String> {
    let kept = load(&format!("waiting-{post}")).map(|kept| kept.items()).unwrap_or_default();
    kept.iter().filter_map(Json::as_text).collect()
}

/// Keeps the tokens of comments that wait.
pub fn save_pending(post: i64, tokens: Vec<String>) {
    let name = format!("waiting-{post}");
    match tokens.is_empty() {
        true => remove(&name),
        false => save_text(&name, &write_list(&tokens)),
    }
}

fn load(name: &str) -> Option<Json> {
    Json::parse(&load_text(name)?)
}
