use sha2::{Digest, Sha256};

use super::CommentScope;
use super::moderate::decide;
use super::validate::{check_length, check_seen, tidy_body};
use crate::clock::now;
use crate::model::admin::comment::{Decision, ModerationStatus, PreviousModeration};
use crate::model::error::{CommentField, Error};
use crate::model::user::User;
use crate::store::comments::{self, NewComment, moderation};
use crate::store::sql::Connection;
use crate::store::{authors, posts};
use crate::text::comment::render;

/// Publishes a reply to a comment in the name of `user`. A waiting parent is published too, since readers could not
/// make sense of a reply without it. Returns the previous states; that of the reply is trash, so that undoing trashes
/// it.
///
/// # Errors
///
/// [`Error::Invalid`] if the text is empty or too long, [`Error::NotFound`] or [`Error::Forbidden`].
pub async fn reply(
    writing: &mut Connection,
    scope: CommentScope,
    user: &User,
    id: i64,
    body: &str,
) -> Result<Vec<PreviousModeration>, Error> {
    let parent = moderation::find(writing, id).await?.ok_or(Error::NotFound)?;
    let parent = scope.guard(parent)?;
    let source = tidy_body(body);
    check_length(CommentField::Body, &source).map_err(|kind| Error::Invalid(vec![kind]))?;
    let html = render(&source).html;
    check_seen(&html).map_err(|kind| Error::Invalid(vec![kind]))?;
    let mut former = Vec::new();
    if parent.standing().status != ModerationStatus::Published {
        former = decide(writing, scope, &[id], Decision::Approve).await?;
    }
    let name = match user.author {
        Some(author) => authors::find_name(writing, author).await?,
        None => None,
    };
    let reply = NewComment {
        post_id: parent.post_id,
        parent_id: Some(id),
        author_id: user.author,
        name: name.unwrap_or_else(|| user.name.clone()),
        email: user.email.clone(),
        website: String::new(),
        kind: crate::model::comment::CommentKind::Comment,
        guid: fingerprint(user.id, id, &source),
        source,
        html,
        status: ModerationStatus::Published,
        created_at: now(),
        address: None,
    };
    let reply = comments::insert(writing, &reply).await?;
    comments::mark_staff(writing, reply).await?;
    let published =
        PreviousModeration { id: reply, status: ModerationStatus::Published, lesson: None, trashed_from: None };
    // The same reply may have been sent before and been trashed since.
    moderation::set_status(writing, published).await?;
    posts::recount_comments(writing, parent.post_id).await?;
    former.push(PreviousModeration {
        status: ModerationStatus::Trash,
        trashed_from: Some(ModerationStatus::Published),
        ..published
    });
    Ok(former)
}

/// Returns the GUID of a reply. It is the same for the same text by the same user to the same comment, so that sending
/// it twice adds nothing.
fn fingerprint(user: i64, parent: i64, source: &str) -> String {
    let digest = Sha256::digest(format!("{user}\0{parent}\0{source}"));
    digest.iter().fold("reply:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
