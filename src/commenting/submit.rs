use std::sync::Arc;

use axum::http::HeaderValue;

use super::classify::{Classification, classify, examine};
use super::identity::{DUPLICATE_WINDOW, Identity};
use super::requester::{Requester, StaffWriter};
use super::validate::{Body, CommentFields, check_body, check_fields};
use super::{CommentScope, availability, work};
use crate::auth::row_identity::RowIdentity;
use crate::auth::{form_token, pending_comment};
use crate::clock::now;
use crate::config::Moderation;
use crate::metrics::CommentResult;
use crate::model::Milliseconds;
use crate::model::admin::comment::SpamCause;
use crate::model::comment::{CommentAvailability, CommentDraft};
use crate::model::error::{CommentField, Error, FieldError, FieldErrorKind};
use crate::screening::message::Message;
use crate::state::AppState;
use crate::store::comments::{
    self, Added, CommentRow, CommentSender, ModerationStatus, NewComment, Provenance, Repeats, SpamVerdict,
};
use crate::store::posts;
use crate::store::reply_subscriptions;
use crate::store::sql::Connection;

/// A comment that was accepted.
#[derive(Debug)]
pub struct ReceivedComment {
    pub comment: CommentRow,
    /// Token with which its author can see the comment while it waits for moderation.
    pub token: String,
    /// Number of published comments on the post.
    pub count: i64,
    /// The cookie that identifies the browser.
    pub cookie: HeaderValue,
}

/// Submits a comment. Sending the same comment again from the same browser returns the first one and adds nothing. From
/// another browser it is a new comment, so that nobody can find out what somebody else has typed.
///
/// Checks run in this order: first the cheap ones that reject most, then the rate limit, then the expensive ones.
///
/// # Errors
///
/// [`Error::Invalid`] with all field errors, [`Error::NotFound`] if the post is not published, [`Error::Unavailable`]
/// under load.
pub async fn submit(state: &AppState, requester: &Requester, draft: &CommentDraft) -> Result<ReceivedComment, Error> {
    let settings = &state.settings().comments;
    let refuse = |kind| Error::Invalid(vec![FieldError { field: CommentField::Form, kind }]);
    let staff = find_staff(state, requester, draft).await?;
    let fields = match &staff {
        Some(staff) => check_fields(&as_staff(draft, staff)),
        None => check_fields(draft),
    };
    let fields = fields.map_err(Error::Invalid)?;
    form_token::check(&state.signer, &draft.form_token, draft.post, settings.seconds_to_write).map_err(refuse)?;

    let device = requester.token.hash();
    let sender = CommentSender { device: &device, email: &fields.email, name: &fields.name };
    let mut reading = state.store.read().await?;
    let arrival = comments::find_comment_context(&mut reading, draft.post, fields.parent, sender).await?;
    drop(reading);
    let arrival = arrival.ok_or(Error::NotFound)?;
    if availability(state, arrival.comments, arrival.published_at) != CommentAvailability::Open {
        return Err(refuse(FieldErrorKind::Closed));
    }
    // Only its author sees a waiting comment, so it cannot be replied to.
    if fields.parent.is_some() && arrival.answers_published != Some(true) {
        return Err(refuse(FieldErrorKind::ParentGone));
    }
    state.comment_limit.take(requester.client_info.address).await.map_err(refuse)?;

    let address = requester.client_info.address.text();
    let screening = state.screening.get(&state.store, &state.settings().site.title, arrival.screening_version).await?;
    let (fields, body, examined) = work::run({
        let (address, links) = (address.clone(), settings.links);
        move || {
            let body = check_body(&fields.source, links);
            let examined = body.as_ref().ok().map(|body| {
                examine(&Message::read(&fields.name, &fields.email, &body.html, address.as_deref()), &screening)
            });
            (fields, body, examined)
        }
    })
    .await?;
    let Body { html } = body.map_err(|error| Error::Invalid(vec![error]))?;
    let examined = examined.ok_or(Error::Internal)?;
    let is_imitation = examined.is_imitation;
    let findings = match &staff {
        // Comments by staff are not screened.
        Some(_) => Classification::default(),
        None => {
            let mut reading = state.store.read().await?;
            let mut findings = classify(&mut reading, examined, &arrival, settings.spam_threshold).await?;
            if !draft.website.is_empty() {
                findings.caught = Some(SpamCause::Trap);
            }
            findings
        }
    };
    let standing = match &staff {
        Some(staff) => Standing::Staff { may_decide: CommentScope::of(&staff.user).includes(arrival.post_author) },
        None if arrival.is_known => Standing::Known,
        None => Standing::Stranger { is_imitation },
    };
    let status = match findings.caught {
        Some(_) => ModerationStatus::Spam,
        // Without an IP address, address rules cannot apply, so a moderator decides.
        None if address.is_none() && staff.is_none() => ModerationStatus::Waiting,
        None => standing.status(settings.moderation),
    };
    let identity = Identity::of(draft.post, &fields, &device);
    let is_stranger = matches!(standing, Standing::Stranger { .. });
    let provenance = Provenance {
        is_staff: staff.is_some(),
        repeats: is_stranger.then(|| Repeats { guid: identity.words.clone(), since: now() - DUPLICATE_WINDOW }),
        device: Some(device),
    };
    let wants_replies = !draft.replies.is_empty() && staff.is_none() && state.settings().mail_problem().is_none();
    let CommentFields { parent, name, email, source } = fields;
    let comment = NewComment {
        post_id: draft.post,
        parent_id: parent,
        author_id: staff.and_then(|staff| staff.user.author),
        name,
        email,
        source,
        html,
        status,
        created_at: now(),
        address,
        website: String::new(),
        kind: crate::model::comment::CommentKind::Comment,
        guid: identity.guid(),
    };
    let comment = Arc::new((comment, findings.weighed(), provenance, wants_replies));
    let kept = state.store.write_grouped(move |writing| Box::pin(keep(writing, comment.clone())));
    let (comment, count) = kept.await?;
    // Only the author can get here, since the identity includes their browser. Others would have added a new comment.
    if comment.status == ModerationStatus::Trash {
        return Err(refuse(FieldErrorKind::Removed));
    }
    state.arrivals.notify_one();
    let token = pending_comment::issue(&state.signer, RowIdentity { id: comment.id, created_at: comment.created_at });
    Ok(ReceivedComment { comment, token, count, cookie: requester.token.cookie()? })
}

/// How many times, in this period (ms), an address is asked by mail whether it wants to be told of replies.
const MOST_QUESTIONS: i64 = 3;
const QUESTIONS_SINCE: Milliseconds = 24 * 60 * 60 * 1000;

/// How far the sender is trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Standing {
    /// Logged in and commenting in their own name. `may_decide`: they may moderate comments on this post.
    Staff {
        may_decide: bool,
    },
    /// The same person has a published comment from the same browser.
    Known,
    Stranger {
        is_imitation: bool,
    },
}

impl Standing {
    /// Returns the status of a comment that is not spam.
    fn status(self, moderation: Moderation) -> ModerationStatus {
        match (self, moderation) {
            (Standing::Staff { may_decide: true }, _) => ModerationStatus::Published,
            (_, Moderation::Everyone) => ModerationStatus::Waiting,
            (Standing::Staff { .. } | Standing::Known, _) => ModerationStatus::Published,
            (Standing::Stranger { is_imitation: false }, Moderation::Nobody) => ModerationStatus::Published,
            (Standing::Stranger { .. }, _) => ModerationStatus::Waiting,
        }
    }
}

async fn find_staff(
    state: &AppState,
    requester: &Requester,
    draft: &CommentDraft,
) -> Result<Option<StaffWriter>, Error> {
    let Some(user) = &requester.user else { return Ok(None) };
    Ok(StaffWriter::find(&mut *state.store.read().await?, user, draft).await?)
}

fn as_staff(draft: &CommentDraft, staff: &StaffWriter) -> CommentDraft {
    CommentDraft { name: staff.name.clone(), email: staff.user.email.clone(), ..draft.clone() }
}

/// Stores a comment, or finds the one that was sent before. Returns it with the number of published comments on the
/// post.
async fn keep(
    writing: &mut Connection,
    comment: Arc<(NewComment, SpamVerdict, Provenance, bool)>,
) -> sqlx::Result<(CommentRow, i64)> {
    let (comment, weighed, provenance, wants_replies) = &*comment;
    let added = comments::add(writing, comment, weighed, provenance).await?;
    let Some(Added { id, is_published, count }) = added.filter(|_| comment.author_id.is_none()) else {
        // Read it back: a comment by an author links to the author's page, and the row needs the slug.
        let known = comments::find_by_guid(writing, &comment.guid).await?.ok_or(sqlx::Error::RowNotFound)?;
        return Ok((known, posts::count_comments(writing, comment.post_id).await?));
    };
    if *wants_replies {
        let at = comment.created_at;
        let since = at - QUESTIONS_SINCE;
        reply_subscriptions::add(writing, id, &comment.email, at, since, MOST_QUESTIONS).await?;
    }
    let status = match comment.status {
        ModerationStatus::Published if !is_published => ModerationStatus::Waiting,
        status => status,
    };
    let row = CommentRow {
        id,
        parent_id: comment.parent_id,
        name: comment.name.clone(),
        html: comment.html.clone(),
        status,
        created_at: comment.created_at,
        author_slug: None,
        is_staff: provenance.is_staff,
        website: String::new(),
        is_mention: false,
    };
    Ok((row, count))
}

/// Returns the outcome of a submitted comment for the metrics.
pub fn count_outcome(received: &Result<ReceivedComment, Error>) -> CommentResult {
    match received {
        Ok(received) => match received.comment.status {
            ModerationStatus::Published => CommentResult::Published,
            ModerationStatus::Spam => CommentResult::Spam,
            ModerationStatus::Waiting | ModerationStatus::Trash => CommentResult::Waiting,
        },
        Err(Error::Internal | Error::Unavailable) => CommentResult::Failed,
        Err(_) => CommentResult::Refused,
    }
}
