//! Comment data stored on this device: the commenter's details with their consent, drafts, and pending comments.

use crate::browser::json::{Json, JsonObject, write_list};
use crate::browser::storage::{load_text, remove, save_text};
use crate::model::comment::CommentDraft;

const PERSON: &str = "commenter";

/// The stored fields of the commenter.
const PERSON_FIELDS: [&str; 2] = ["name", "email"];

/// The stored fields of a draft.
const DRAFT_FIELDS: [&str; 2] = ["parent", "body"];

/// Returns the stored commenter as a draft with name and email.
pub fn commenter() -> Option<CommentDraft> {
    load_fields(PERSON)
}

/// Stores name and email of a draft, or deletes the stored ones.
pub fn save_commenter(draft: Option<&CommentDraft>) {
    match draft {
        Some(draft) => save_fields(PERSON, draft, PERSON_FIELDS),
        None => remove(PERSON),
    }
}

/// Returns the stored draft for a post. It has only parent and body.
pub fn draft(post: i64) -> Option<CommentDraft> {
    load_fields(&format!("draft-{post}"))
}

/// Stores parent and body of a draft, or deletes the stored ones if the body is empty.
pub fn save_draft(post: i64, draft: &CommentDraft) {
    let name = format!("draft-{post}");
    match draft.body.is_empty() {
        true => remove(&name),
        false => save_fields(&name, draft, DRAFT_FIELDS),
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

fn load_fields(name: &str) -> Option<CommentDraft> {
    let kept = load(name)?;
    Some(CommentDraft::from_fields(&|field| kept.field(field)))
}

fn save_fields(name: &str, draft: &CommentDraft, fields: [&str; 2]) {
    let kept: Vec<_> = draft.to_fields().into_iter().filter(|(field, _)| fields.contains(field)).collect();
    save_text(name, &JsonObject::of(&kept).write());
}
