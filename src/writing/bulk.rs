//! Bulk actions on posts.

use std::collections::HashMap;

use super::access::{require_post, require_status};
use super::draft::editable_source;
use super::publication::Publication;
use super::revision;
use super::revision::EarlierRevision;
use super::work_queue::WorkOwner;
use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::address::post_path;
use crate::model::admin::post::{BulkAction, RevisionOrigin};
use crate::model::error::Error;
use crate::model::user::User;
use crate::state::AppState;
use crate::store::posts::edit;
use crate::store::posts::status::{self, StatusRow};
use crate::store::posts::{PostKind, PostStatus};
use crate::store::revisions::RevisionText;
use crate::store::sql::Connection;
use crate::store::{redirects, related_posts, terms};

/// Maximum number of posts in one bulk action; the rest is ignored.
const MOST: usize = 1000;

/// Applies an action to posts in one transaction and returns the number of changed posts. Posts that do not exist, and
/// those to which the action does not apply, are skipped.
///
/// # Errors
///
/// [`Error::Forbidden`] if the user may not edit one of them, [`Error::Conflict`] if one has changed meanwhile.
pub async fn change(state: &AppState, user: &User, ids: &[i64], action: BulkAction) -> Result<i64, Error> {
    let now = now();
    let sources = match action {
        BulkAction::Categorize(_) => read_sources(state, user, ids).await?,
        _ => EditableTexts::new(),
    };
    let mut writing = state.store.write().await?;
    if let BulkAction::Categorize(category) = action
        && !terms::is_category(&mut writing, category).await?
    {
        return Err(Error::NotFound);
    }
    let mut changed = 0;
    for id in ids.iter().take(MOST) {
        let post = match require_status(&mut writing, user, *id).await {
            Err(Error::NotFound) => continue,
            found => found?,
        };
        changed += i64::from(change_one(&mut writing, user, &post, action, &sources, now).await?);
    }
    if matches!(action, BulkAction::Categorize(_)) {
        // Nothing in the posts themselves changes.
        related_posts::leave(&mut writing, &ids[..ids.len().min(MOST)]).await?;
    }
    writing.commit().await?;
    state.schedule.notify_one();
    state.arrivals.notify_one();
    Ok(changed)
}

/// The editable source of each post and its revision from before the first save, by post ID.
type EditableTexts = HashMap<i64, (EditableText, Option<EarlierRevision>)>;

/// The editable source of a post at a version.
struct EditableText {
    version: i64,
    text: String,
}

/// Reads the editable sources of posts before the write transaction begins, since they may have to be rendered.
async fn read_sources(state: &AppState, user: &User, ids: &[i64]) -> Result<EditableTexts, Error> {
    let owner = WorkOwner(user.id);
    let mut sources = EditableTexts::new();
    for id in ids.iter().take(MOST) {
        let post = match require_post(&mut *state.store.read().await?, user, *id).await {
            Err(Error::NotFound) => continue,
            found => found?,
        };
        let text = editable_source(&state.store, owner, &post).await?;
        let source = EditableText { version: post.version, text };
        sources.insert(*id, (source, revision::read_earlier(&state.store, owner, post).await?));
    }
    Ok(sources)
}

/// Applies the action to one post. Returns whether the post has changed.
async fn change_one(
    connection: &mut Connection,
    user: &User,
    post: &StatusRow,
    action: BulkAction,
    sources: &EditableTexts,
    now: Milliseconds,
) -> Result<bool, Error> {
    let standing = Publication { status: post.status, published_at: post.published_at };
    let next = match (action, post.status) {
        (BulkAction::Publish, PostStatus::Draft | PostStatus::Scheduled | PostStatus::Private)
            if !post.title.is_empty() =>
        {
            standing.publish(now)
        }
        (BulkAction::Unpublish, PostStatus::Published | PostStatus::Scheduled | PostStatus::Private) => {
            standing.withdraw(now)
        }
        (BulkAction::Restore, PostStatus::Trash) => restored(post, now),
        (BulkAction::Trash, before) if before != PostStatus::Trash => {
            status::trash(connection, post.id, now).await?;
            if before == PostStatus::Published {
                redirects::mark_gone(connection, &post_path(post.kind, &post.slug)).await?;
            }
            move_in_terms(connection, post, None).await?;
            return Ok(true);
        }
        (BulkAction::Delete, PostStatus::Trash) => {
            let place = post_path(post.kind, &post.slug);
            match redirects::find(connection, &place).await?.as_deref() {
                // Readers may know the post under several URLs; all of them are gone (410).
                Some("") => redirects::mark_leading_gone(connection, &place).await?,
                _ => redirects::forget(connection, &place).await?,
            }
            status::delete(connection, post).await?;
            return Ok(true);
        }
        (BulkAction::Categorize(category), before) if post.kind == PostKind::Post && before != PostStatus::Trash => {
            return categorize(connection, user, post, category, sources, now).await;
        }
        _ => return Ok(false),
    };
    status::set(connection, post.id, next.status, next.published_at).await?;
    let is_public = next.status == PostStatus::Published;
    if is_public {
        redirects::remove(connection, &post_path(post.kind, &post.slug)).await?;
    }
    move_in_terms(connection, post, next.published_at.filter(|_| is_public)).await?;
    Ok(true)
}

/// Returns the status of a post after it is restored from the trash. If its scheduled time has passed meanwhile, it
/// becomes a draft instead of being published unattended.
fn restored(post: &StatusRow, now: Milliseconds) -> Publication {
    let before = post.trashed_from.as_deref().and_then(PostStatus::parse);
    let status = match before.unwrap_or(PostStatus::Draft) {
        PostStatus::Scheduled if post.published_at.is_none_or(|at| at <= now) => PostStatus::Draft,
        PostStatus::Published if post.published_at.is_none() => PostStatus::Draft,
        PostStatus::Trash => PostStatus::Draft,
        status => status,
    };
    Publication { status, published_at: post.published_at }
}

async fn move_in_terms(connection: &mut Connection, post: &StatusRow, at: Option<Milliseconds>) -> Result<(), Error> {
    let touched = status::move_in_terms(connection, post.id, at.filter(|_| post.kind == PostKind::Post)).await?;
    Ok(terms::recount_these(connection, &touched).await?)
}

/// Adds a category to a post. This creates a version and a revision, so that an editor with the post open gets a
/// conflict instead of removing the category unknowingly.
async fn categorize(
    connection: &mut Connection,
    user: &User,
    post: &StatusRow,
    category: i64,
    sources: &EditableTexts,
    now: Milliseconds,
) -> Result<bool, Error> {
    let at = post.published_at.filter(|_| post.status == PostStatus::Published);
    if !status::add_term(connection, post.id, category, at).await? {
        return Ok(false);
    }
    terms::recount_these(connection, &[category]).await?;
    let before = edit::find(connection, post.id).await?.ok_or(Error::NotFound)?;
    let (source, earlier) =
        sources.get(&before.id).filter(|(source, _)| source.version == before.version).ok_or(Error::Conflict)?;
    if let Some(earlier) = earlier {
        revision::keep_earlier(connection, &before, earlier).await?;
    }
    edit::raise_version(connection, post.id).await?;
    let (source, version) = (source.text.clone(), before.version + 1);
    let wording = RevisionText { title: before.title, source, format: before.format, standfirst: before.standfirst };
    revision::keep(connection, post.id, version, RevisionOrigin::Save, user.id, now, &wording).await?;
    Ok(true)
}
