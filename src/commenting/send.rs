use std::sync::Arc;

use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use super::check::{Checked, check};
use super::judge::judge;
use super::message::Message;
use super::openness;
use crate::auth::caller::Caller;
use crate::auth::origin::Origin;
use crate::auth::{stamp, waiting};
use crate::config::Moderation;
use crate::model::admin::comment::Caught;
use crate::model::comment::{CommentDraft, Openness};
use crate::model::error::{Error, Fault, Field, FieldError};
use crate::state::State;
use crate::store::comments::{self, Added, CommentRow, NewComment, Status, Weighed};
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
    let arrival = comments::find_arrival(&mut reading, draft.post, checked.parent, &checked.email).await?;
    let arrival = arrival.ok_or(Error::NotFound)?;
    if openness(state, &arrival.comments, arrival.published_at) != Openness::Open {
        return Err(refuse(Fault::Closed));
    }
    // A waiting comment can be answered by nobody: only its author sees it.
    if checked.parent.is_some() && arrival.answers_published != Some(true) {
        return Err(refuse(Fault::ParentGone));
    }
    let message = Message::read(&checked.name, &checked.email, &checked.html, Some(&caller.address.to_string()));
    let mut findings = judge(&mut reading, &message, &arrival, settings.spam_threshold).await?;
    if !draft.website.is_empty() {
        findings.caught = Some(Caught::Trap);
    }
    let status = match settings.moderation {
        _ if findings.caught.is_some() => Status::Spam,
        Moderation::Nobody => Status::Published,
        Moderation::FirstTime if arrival.is_known => Status::Published,
        Moderation::FirstTime | Moderation::Everyone => Status::Waiting,
    };
    drop(reading);
    state.comment_limit.take(caller.address).map_err(refuse)?;

    let guid = fingerprint(draft.post, &checked);
    let Checked { parent, name, email, source, html } = checked;
    let comment = NewComment {
        post_id: draft.post,
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
    let comment = Arc::new((comment, findings.weighed()));
    let kept = state.store.write_together(move |writing| Box::pin(keep(writing, comment.clone())));
    let (comment, count) = kept.await?;
    state.arrivals.notify_one();
    let token = waiting::issue(&state.signer, Origin { id: comment.id, created_at: comment.created_at });
    Ok(Received { comment, token, count })
}

/// Stores a comment, or finds the one that was sent before; with the number of comments that its post has then.
async fn keep(writing: &mut SqliteConnection, comment: Arc<(NewComment, Weighed)>) -> sqlx::Result<(CommentRow, i64)> {
    let (comment, weighed) = &*comment;
    let Some(Added { id, count }) = comments::add(writing, comment, weighed).await? else {
        let known = comments::find_by_guid(writing, &comment.guid).await?.ok_or(sqlx::Error::RowNotFound)?;
        return Ok((known, posts::count_comments(writing, comment.post_id).await?));
    };
    let row = CommentRow {
        id,
        parent_id: comment.parent_id,
        name: comment.name.clone(),
        html: comment.html.clone(),
        status: comment.status.as_str().to_owned(),
        created_at: comment.created_at,
        author_slug: None,
    };
    Ok((row, count))
}

/// The same words by the same person in the same place are the same comment.
fn fingerprint(post: i64, comment: &Checked) -> String {
    let parent = comment.parent.unwrap_or_default();
    let digest = Sha256::digest(format!("{post}\0{parent}\0{}\0{}", comment.email, comment.source));
    digest.iter().fold("sent:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
