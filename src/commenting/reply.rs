use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;

use super::Reach;
use super::check::{check_length, check_seen, tidy_body};
use super::decide::decide;
use crate::model::admin::comment::{Decision, Former, Status};
use crate::model::error::{Error, Field};
use crate::model::user::User;
use crate::store::comments::{self, NewComment, moderated};
use crate::store::{authors, now, posts};
use crate::text::comment::render;

/// Publishes an answer to a comment, in the name of whoever is logged in. A comment that waits is published with it, as
/// an answer to nothing would puzzle readers. Tells what was before: the answer as one in the trash.
///
/// # Errors
/// [`Error::Invalid`] when there is nothing to publish, or too much.
pub async fn reply(
    writing: &mut SqliteConnection,
    reach: Reach,
    user: &User,
    id: i64,
    body: &str,
) -> Result<Vec<Former>, Error> {
    let parent = moderated::find(writing, id).await?.ok_or(Error::NotFound)?;
    let parent = reach.guard(parent)?;
    let source = tidy_body(body);
    check_length(Field::Body, &source).map_err(|fault| Error::Invalid(vec![fault]))?;
    let html = render(&source).html;
    check_seen(&html).map_err(|fault| Error::Invalid(vec![fault]))?;
    let mut former = Vec::new();
    if parent.standing().status != Status::Published {
        former = decide(writing, reach, &[id], Decision::Approve).await?;
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
        guid: fingerprint(user.id, id, &source),
        source,
        html,
        status: Status::Published,
        created_at: now(),
        address: None,
    };
    let reply = comments::insert(writing, &reply).await?;
    comments::mark_staff(writing, reply).await?;
    let published = Former { id: reply, status: Status::Published, lesson: None, trashed_from: None };
    // One that was sent before may have been taken back meanwhile.
    moderated::put(writing, published).await?;
    posts::recount_comments(writing, parent.post_id).await?;
    former.push(Former { status: Status::Trash, trashed_from: Some(Status::Published), ..published });
    Ok(former)
}

/// The same words to the same comment by the same person are the same answer: sending it once more adds nothing.
fn fingerprint(user: i64, parent: i64, source: &str) -> String {
    let digest = Sha256::digest(format!("{user}\0{parent}\0{source}"));
    digest.iter().fold("reply:".to_owned(), |text, byte| format!("{text}{byte:02x}"))
}
