use sha2::{Digest, Sha256};

use super::check::{Checked, check};
use super::judge::judge;
use super::message::Message;
use super::openness;
use crate::auth::caller::Caller;
use crate::auth::signer::Purpose;
use crate::auth::stamp;
use crate::config::Moderation;
use crate::model::admin::comment::Caught;
use crate::model::comment::{CommentDraft, Openness};
use crate::model::error::{Error, Fault, Field, FieldError};
use crate::state::State;
use crate::store::comments::{self, CommentRow, NewComment, Status};
use crate::store::{now, posts};

/// A comment that was taken.
#[derive(Debug)]
pub struct Received {
    pub comment: CommentRow,
    /// Shows the comment, while it waits, to whoever holds it.
    pub token: String,
    /// How many comments the post has now.
    pub count: i64,
}

/// Takes a comment. Sending the same once more finds the first and adds nothing.
///
/// # Errors
/// [`Error::Invalid`] with all that is wrong, field by field.
pub async fn send(state: &State, caller: Caller, draft: &CommentDraft) -> Result<Received, Error> {
    let settings = &state.settings().comments;
    let refuse = |fault| Error::Invalid(vec![FieldError { field: Field::Form, fault }]);
    let checked = check(draft, settings.links).map_err(Error::Invalid)?;
    stamp::check(&state.signer, &draft.stamp, draft.post, settings.seconds_to_write).map_err(refuse)?;

    let mut reading = state.store.read().await?;
    let post = posts::find_summary(&mut reading, draft.post).await?.ok_or(Error::NotFound)?;
    if openness(state, &post.comments, post.published_at) != Openness::Open {
        return Err(refuse(Fault::Closed));
    }
    if let Some(parent) = checked.parent {
        // A waiting comment can be answered by nobody: only its author sees it.
        let parent = comments::find(&mut reading, post.id, parent).await?;
        parent.filter(|parent| parent.status == "published").ok_or_else(|| refuse(Fault::ParentGone))?;
    }
    let message = Message::read(&checked.name, &checked.email, &checked.html, Some(&caller.address.to_string()));
    let mut findings = judge(&mut reading, &message, settings.spam_threshold).await?;
    if !draft.website.is_empty() {
        findings.caught = Some(Caught::Trap);
    }
    let status = match settings.moderation {
        _ if findings.caught.is_some() => Status::Spam,
        Moderation::Nobody => Status::Published,
        Moderation::FirstTime if comments::is_known(&mut reading, &checked.email).await? => Status::Published,
        Moderation::FirstTime | Moderation::Everyone => Status::Waiting,
    };
    drop(reading);
    state.comment_limit.take(caller.address).map_err(refuse)?;

    let guid = fingerprint(post.id, &checked);
    let Checked { parent, name, email, source, html } = checked;
    let comment = NewComment {
        post_id: post.id,
        parent_id: parent,
        author_id: None,
        name,
        email,
        source,
        html,
        status,
        created_at: now(),
        address: Some(caller.address.to_string()),
        guid,
    };
    let mut writing = state.store.write().await?;
    let id = comments::add(&mut writing, &comment).await?;
    findings.note(&mut writing, id).await?;
    let comment = comments::find(&mut writing, post.id, id).await?.ok_or(Error::Internal)?;
    let count = posts::count_comments(&mut writing, post.id).await?;
    writing.commit().await?;
    let token = state.signer.sign(Purpose::WaitingComment, &id.to_string());
    Ok(Received { comment, token, count })
}

/// The same words by the same person in the same place are the same comment.
fn fingerprint(post: i64, comment: &Checked) -> String {
    let parent = comment.parent.unwrap_or_default();
    let digest = Sha256::digest(format!("{post}\0{parent}\0{}\0{}", comment.email, comment.source));
    digest.iter().fold("sent:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
