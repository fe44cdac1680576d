//! Changes of category, date and status from the list of posts. The text is not touched, not even rendered again.

use super::access::require_post;
use super::draft::editable_source;
use super::publication::Publication;
use super::validate::{CATEGORIES, publication_time};
use super::work_queue::WorkOwner;
use super::{revision, terms};
use crate::clock::now;
use crate::i18n::admin::admin_texts;
use crate::model::address::post_path;
use crate::model::admin::post::{RevisionOrigin, SaveIntent};
use crate::model::admin::quick_edit::QuickEdit;
use crate::model::error::{Error, Rejections};
use crate::model::term::TermKind;
use crate::model::user::User;
use crate::state::AppState;
use crate::store::posts::{PostKind, PostStatus, edit, status};
use crate::store::related_posts;
use crate::store::revisions::RevisionText;
use crate::store::{redirects, terms as term_store};

/// Changes categories, status and publication time of a post. This creates a version and a revision, so that an editor
/// with the post open gets a conflict instead of undoing the change unknowingly.
///
/// # Errors
///
/// [`Error::Conflict`] if the post is in the trash or is saved at the same time, [`Error::Rejected`] with all errors.
pub async fn quick_edit(state: &AppState, user: &User, change: &QuickEdit) -> Result<(), Error> {
    let settings = state.settings();
    let (zone, texts) = (&settings.site.time_zone, &admin_texts(settings.site.language).writing);
    let owner = WorkOwner(user.id);
    let mut errors = Rejections::default();
    let at = match &change.intent {
        SaveIntent::PublishAt(text) => publication_time(text, zone, texts, &mut errors),
        _ => None,
    };
    errors.check()?;
    let known = require_post(&mut *state.store.read().await?, user, change.id).await?;
    let (version, source) = (known.version, editable_source(&state.store, owner, &known).await?);
    let earlier = revision::read_earlier(&state.store, owner, known).await?;

    let mut writing = state.store.write().await?;
    let now = now();
    let before = require_post(&mut writing, user, change.id).await?;
    if before.version != version || before.status == PostStatus::Trash {
        return Err(Error::Conflict);
    }
    let standing = Publication { status: before.status, published_at: before.published_at };
    let next = standing.follow(&change.intent, at, now, zone);
    if before.title.is_empty() && next.status != PostStatus::Draft {
        errors.add("", texts.title_missing);
    }
    let categories: &[i64] = if before.kind == PostKind::Post { &change.categories } else { &[] };
    match categories.len() {
        0..=CATEGORIES => terms::check(&mut writing, categories, texts, &mut errors).await?,
        _ => errors.add("post-categories", (texts.too_many)(CATEGORIES)),
    }
    errors.check()?;

    status::set(&mut writing, before.id, next.status, next.published_at).await?;
    let is_public = next.status == PostStatus::Published;
    if before.kind == PostKind::Post {
        let mut placed = categories.to_vec();
        let tags = term_store::list_of_post(&mut writing, before.id, TermKind::Tag).await?;
        placed.extend(tags.into_iter().map(|(id, _)| id));
        let listed = next.published_at.filter(|_| is_public);
        terms::replace(&mut writing, before.id, &placed, listed).await?;
        // Nothing that is indexed has changed, but posts are related by their terms.
        related_posts::leave(&mut writing, &[before.id]).await?;
    }
    if let Some(at) = next.published_at.filter(|_| is_public && !standing.was_public(now)) {
        // Published for the first time: readers have seen no change since.
        edit::set_updated(&mut writing, before.id, at).await?;
    }
    if is_public {
        redirects::remove(&mut writing, &post_path(before.kind, &before.slug)).await?;
    }
    if let Some(earlier) = earlier {
        revision::keep_earlier(&mut writing, &before, &earlier).await?;
    }
    edit::raise_version(&mut writing, before.id).await?;
    let (post, version) = (before.id, before.version + 1);
    let wording = RevisionText { title: before.title, source, format: before.format, standfirst: before.standfirst };
    revision::keep(&mut writing, post, version, RevisionOrigin::Save, user.id, now, &wording).await?;
    writing.commit().await?;
    state.schedule.notify_one();
    state.arrivals.notify_one();
    Ok(())
}
