//! Saving of a draft in one transaction, from the permission check to the revision.

use super::access::{require_kind, require_post, require_status};
use super::publication::Publication;
use super::render::render;
use super::slug::{TakenSlugPolicy, choose};
use super::validate::{ValidDraft, validate};
use super::work_queue::WorkOwner;
use super::{author_profile, revision, terms};
use crate::clock::now;
use crate::i18n::admin::admin_texts;
use crate::i18n::admin::draft_errors::DraftErrorTexts;
use crate::media::responsive_images;
use crate::model::Milliseconds;
use crate::model::address::post_path;
use crate::model::admin::post::{Pinning, PostDraft, RevisionOrigin, SaveIntent};
use crate::model::admin::search_indexing::SearchIndexing;
use crate::model::error::{Error, Rejection, Rejections};
use crate::model::user::{Role, User};
use crate::state::AppState;
use crate::store::posts::edit::{self, EditRow, PostUpdate};
use crate::store::posts::{PostKind, PostStatus};
use crate::store::revisions::RevisionText;
use crate::store::sql::Connection;
use crate::store::{authors, front_page, redirects, users};
use crate::text::fold;

/// A new post with the same text by the same author within this time, in milliseconds, is a repeated request.
const REPEAT: Milliseconds = 10 * 60 * 1000;

/// Saves a draft. Returns the post's ID and the user, to whom the first save gives an author profile.
///
/// # Errors
///
/// [`Error::Conflict`] if the draft is based on another version than the current one, [`Error::Rejected`] with all
/// errors; nothing is stored then.
pub async fn save(
    state: &AppState,
    mut user: User,
    draft: PostDraft,
    intent: SaveIntent,
) -> Result<(i64, User), Error> {
    match draft.id {
        Some(id) => drop(require_status(&mut *state.store.read().await?, &user, id).await?),
        None => drop(require_kind(&user, draft.kind)?),
    }
    let id = store(state, &user, draft, intent).await?;
    if user.author.is_none() {
        let row = users::find(&mut *state.store.read().await?, user.id).await?;
        user.author = row.and_then(|row| row.author_id);
    }
    Ok((id, user))
}

/// Saves a draft like [`save`], and returns only the post's ID.
pub(super) async fn store(state: &AppState, user: &User, draft: PostDraft, intent: SaveIntent) -> Result<i64, Error> {
    let settings = state.settings();
    let (zone, texts) = (&settings.site.time_zone, &admin_texts(settings.site.language).writing);
    let mut errors = Rejections::default();
    let checked = validate(&draft, &intent, zone, texts, &mut errors);
    // Stop here, so that a body that is too long is not rendered.
    errors.check()?;
    let body = render(&state.store, WorkOwner(user.id), &checked.source, draft.format).await?;
    let body = body.ok_or_else(|| Rejection::error("post-body", texts.too_complex))?;
    // Rendered before the transaction, so that no other writer waits for it.
    let earlier = match draft.id {
        Some(id) => {
            let before = require_post(&mut *state.store.read().await?, user, id).await?;
            Some(revision::read_earlier(&state.store, WorkOwner(user.id), before).await?)
        }
        None => None,
    };

    let mut writing = state.store.write().await?;
    let now = now();
    let author = choose_author(&mut writing, user, &draft, texts, &mut errors).await?;
    let before = match draft.id {
        Some(id) => require_post(&mut writing, user, id).await?,
        None => {
            if let Some(same) = find_repeated(&mut writing, draft.kind, author, &checked, now).await? {
                return Ok(same);
            }
            let id = edit::create(&mut writing, draft.kind, now).await?;
            edit::find(&mut writing, id).await?.ok_or(Error::Internal)?
        }
    };
    let expected = if draft.id.is_some() { draft.version } else { before.version };
    if before.version != expected || (intent == SaveIntent::Autosave && before.status != PostStatus::Draft) {
        return Err(Error::Conflict);
    }
    let standing = Publication { status: before.status, published_at: before.published_at };
    let next = standing.follow(&intent, checked.at, now, zone);
    let is_named = !checked.title.is_empty() || matches!(next.status, PostStatus::Draft | PostStatus::Trash);
    if !is_named {
        errors.add("post-title", texts.title_missing);
    }
    let taken = if intent == SaveIntent::Autosave { TakenSlugPolicy::Number } else { TakenSlugPolicy::Refuse };
    let typed = (draft.slug.as_str(), checked.title.as_str());
    let slug = choose(&mut writing, &before, typed, standing.was_public(now), taken, texts, &mut errors).await?;
    let categories: &[i64] = if before.kind == PostKind::Post { &draft.categories } else { &[] };
    terms::check(&mut writing, categories, texts, &mut errors).await?;
    let parent_id = choose_parent(&mut writing, &before, draft.parent, texts, &mut errors).await?;
    errors.check()?;

    // Published for the first time with a time in the past. Readers have seen no change since, so that is also its
    // update time.
    let is_backdated = next.status == PostStatus::Published && !standing.was_public(now);
    let ValidDraft { title, source, excerpt: standfirst, tags, .. } = checked;
    let mut edited = PostUpdate {
        status: next.status,
        slug: slug.clone(),
        title_folded: fold(&title),
        title,
        source,
        format: draft.format,
        html: body.html,
        excerpt: if standfirst.is_empty() { body.excerpt } else { standfirst.clone() },
        standfirst,
        minutes: body.minutes,
        author_id: author,
        image_src: checked.image_src,
        image_alt: checked.image_alt,
        image_caption: checked.image_caption,
        comments: draft.commenting,
        menu_order: draft.menu_order,
        parent_id,
        pinned_at: choose_pin(user, &before, draft.pinning, now),
        published_at: next.published_at,
        updated_at: if is_backdated { next.published_at.unwrap_or(now) } else { now },
        seo_title: checked.seo_title,
        seo_description: checked.seo_description,
        noindex: draft.indexing == SearchIndexing::Refused,
        canonical: checked.canonical,
    };
    if before.status == PostStatus::Published && edited.status == PostStatus::Published && shows_same(&before, &edited)
    {
        edited.updated_at = before.updated_at;
    }
    if let Some(earlier) = earlier.flatten() {
        revision::keep_earlier(&mut writing, &before, &earlier).await?;
    }
    let version = edit::update(&mut writing, before.id, expected, &edited).await?.ok_or(Error::Conflict)?;
    let listed = next.published_at.filter(|_| before.kind == PostKind::Post && next.status == PostStatus::Published);
    let tags = if before.kind == PostKind::Post { tags.as_slice() } else { &[] };
    terms::place(&mut writing, before.id, categories, tags, listed).await?;
    responsive_images::set_shown(&mut writing, before.id, &edited.html, &edited.image_src).await?;
    if next.status == PostStatus::Published {
        let (old, new) = (post_path(before.kind, &before.slug), post_path(before.kind, &slug));
        match before.status == PostStatus::Published && old != new {
            true => {
                redirects::add_move(&mut writing, &old, &new).await?;
                front_page::rename_post(&mut writing, &before.slug, &slug).await?;
            }
            false => drop(redirects::remove(&mut writing, &new).await?),
        }
    }
    let origin = if intent == SaveIntent::Autosave { RevisionOrigin::Autosave } else { RevisionOrigin::Save };
    let PostUpdate { title, source, format, standfirst, .. } = edited;
    let wording = RevisionText { title, source, format, standfirst };
    revision::keep(&mut writing, before.id, version, origin, user.id, now, &wording).await?;
    writing.commit().await?;
    state.schedule.notify_one();
    Ok(before.id)
}

/// Returns whether readers see the same text and picture after a save, so that the post does not count as updated.
fn shows_same(before: &EditRow, edited: &PostUpdate) -> bool {
    before.title == edited.title
        && before.html == edited.html
        && before.standfirst == edited.standfirst
        && before.image_src == edited.image_src
        && before.image_caption == edited.image_caption
}

/// Returns the author of the post. Authors save under their own name, editors under any.
async fn choose_author(
    connection: &mut Connection,
    user: &User,
    draft: &PostDraft,
    texts: &DraftErrorTexts,
    errors: &mut Rejections,
) -> Result<Option<i64>, Error> {
    if user.role < Role::Editor || (draft.id.is_none() && draft.author.is_none()) {
        let own = author_profile::ensure(connection, user).await?;
        if draft.author.is_some_and(|author| author != own) {
            errors.add("post-author", texts.author_is_another);
        }
        return Ok(Some(own));
    }
    if let Some(author) = draft.author
        && authors::find_name(connection, author).await?.is_none()
    {
        errors.add("post-author", texts.author_gone);
    }
    Ok(draft.author)
}

async fn find_repeated(
    connection: &mut Connection,
    kind: PostKind,
    author: Option<i64>,
    checked: &ValidDraft,
    now: Milliseconds,
) -> Result<Option<i64>, Error> {
    // Empty drafts are not duplicates of each other.
    let Some(author) = author.filter(|_| !checked.title.is_empty() && !checked.source.is_empty()) else {
        return Ok(None);
    };
    let words = (checked.title.as_str(), checked.source.as_str());
    Ok(edit::find_same(connection, kind, author, words, now - REPEAT).await?)
}

/// Checks the parent of a page, which must be neither the page itself nor one of its descendants.
async fn choose_parent(
    connection: &mut Connection,
    before: &EditRow,
    parent: Option<i64>,
    texts: &DraftErrorTexts,
    errors: &mut Rejections,
) -> Result<Option<i64>, Error> {
    let Some(parent) = parent.filter(|_| before.kind == PostKind::Page) else { return Ok(None) };
    let is_page = edit::find(connection, parent).await?.is_some_and(|found| found.kind == PostKind::Page);
    if !is_page {
        errors.add("post-parent", texts.parent_gone);
    } else if edit::is_below(connection, parent, before.id).await? {
        errors.add("post-parent", texts.parent_below);
    }
    Ok(Some(parent))
}

/// Returns when the post was pinned to the home page. Only editors can change that.
fn choose_pin(user: &User, before: &EditRow, wanted: Pinning, now: Milliseconds) -> Option<Milliseconds> {
    match wanted {
        _ if user.role < Role::Editor => before.pinned_at,
        Pinning::Loose => None,
        Pinning::Pinned => before.pinned_at.or(Some(now)),
    }
}
