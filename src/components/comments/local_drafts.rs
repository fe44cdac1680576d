//! Comment data stored on this device: the commenter's details with their consent, drafts, and pending comments.

use crate::browser::json::{Json, JsonObject, write_list};
use crate::browser::storage::{load_text, remove, save_text};
use crate::model::comment::CommentDraft;

/// The commenter's details.
pub struct Commenter {
    pub name: String,
    pub email: String,
}

const PERSON: &str = "commenter";

/// Returns the stored commenter.
pub fn commenter() -> Option<Commenter> {
    let kept = load(PERSON)?;
    Some(Commenter { name: kept.text("name"), email: kept.text("email") })
}

/// Stores the commenter, or deletes the stored one.
pub fn save_commenter(person: Option<Commenter>) {
    match person {
        Some(Commenter { name, email }) => {
            save_text(PERSON, &JsonObject::of(&[("name", &name), ("email", &email)]).write());
        }
        None => remove(PERSON),
    }
}

/// A stored draft. `parent` is the id of the comment that it replies to; empty at the top level.
pub struct LocalCommentDraft {
    pub parent: String,
    pub body: String,
}

/// Returns the stored draft for a post.
pub fn draft(post: i64) -> Option<LocalCommentDraft> {
    let kept = load(&format!("draft-{post}"))?;
    Some(LocalCommentDraft { parent: kept.text("parent"), body: kept.text("body") })
}

/// Stores a draft, or deletes it if the body is empty.
pub fn save_draft(post: i64, draft: &CommentDraft) {
    let name = format!("draft-{post}");
    match draft.body.is_empty() {
        true => remove(&name),
        false => save_text(&name, &JsonObject::of(&[("parent", &draft.parent), ("body", &draft.body)]).write()),
    }
}

/// Returns the tokens of pending comments on a post.
pub fn pending(post: i64) -> Vec<String> {
    let kept = load(&format!("waiting-{post}")).map(|kept| kept.items()).unwrap_or_default();
    kept.iter().filter_map(Json::as_text).collect()
}

/// Stores the tokens of pending comments.
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
