use super::address;
use crate::i18n::admin::admin_texts;
use crate::model::admin::term::RemovedTerm;
use crate::model::error::{Error, Rejection};
use crate::model::term::TermKind;
use crate::state::AppState;
use crate::store::terms::term_table::{is_within, kind_of, list_children, list_posts, read};
use crate::store::terms::{NewTerm, appearance, edit};
use crate::store::{front_page, menu, placements, redirects};
use crate::writing::render_short;

/// Merges the term `from` into the term `into`: moves its posts and children, and redirects its URL.
///
/// # Errors
///
/// One of them does not exist, or both are the same.
pub async fn merge(state: &AppState, from: i64, into: i64) -> Result<(), Error> {
    let texts = &admin_texts(state.settings().site.language).terms;
    let mut writing = state.store.write().await?;
    let kind = kind_of(&mut writing, from).await?.ok_or(Error::NotFound)?;
    let source = read(&mut writing, kind, from).await?.ok_or(Error::NotFound)?;
    let target = match read(&mut writing, kind, into).await? {
        Some(target) if into != from => target,
        _ => return Err(Rejection::error("term-into", texts.into_missing)),
    };
    // `into` is a descendant of `from`: move it up first, or it would become its own ancestor.
    if is_within(&mut writing, into, from).await? {
        edit::set_parent(&mut writing, into, source.parent_id).await?;
    }
    edit::move_children(&mut writing, from, Some(into)).await?;
    edit::copy_posts(&mut writing, from, into).await?;
    placements::move_to_category(&mut writing, from, into).await?;
    edit::remove(&mut writing, from).await?;
    let (old, new) = (address(kind, &source.slug), address(kind, &target.slug));
    redirects::add_move(&mut writing, &old, &new).await?;
    menu::retarget(&mut writing, &old, &new).await?;
    front_page::retarget(&mut writing, &old, &new).await?;
    Ok(writing.commit().await?)
}

/// Removes a term. Its posts stay, and its children move up. Returns what [`restore`] needs.
pub async fn remove(state: &AppState, id: i64) -> Result<RemovedTerm, Error> {
    let mut writing = state.store.write().await?;
    let kind = kind_of(&mut writing, id).await?.ok_or(Error::NotFound)?;
    let term = read(&mut writing, kind, id).await?.ok_or(Error::NotFound)?;
    let posts = list_posts(&mut writing, id).await?;
    let appearance = appearance::find(&mut writing, id).await?;
    let children = list_children(&mut writing, id).await?;
    edit::move_children(&mut writing, id, term.parent_id).await?;
    edit::remove(&mut writing, id).await?;
    writing.commit().await?;
    let (name, slug, description) = (term.name, term.slug, term.description);
    let (parent, position) = (term.parent_id, term.position);
    Ok(RemovedTerm { kind, name, slug, description, parent, position, appearance, posts, children })
}

/// Restores a removed term with its posts and children, as far as these have not been moved since. Returns its new ID.
pub async fn restore(state: &AppState, removed: RemovedTerm) -> Result<i64, Error> {
    let all_texts = admin_texts(state.settings().site.language);
    let texts = &all_texts.terms;
    let RemovedTerm { kind, name, slug, description, parent, position, appearance: looks, posts, children } = removed;
    let description_html = render_short(&description).await?;
    let description_html = description_html.ok_or_else(|| Rejection::error("", all_texts.writing.too_complex))?;
    let mut writing = state.store.write().await?;
    let parent = match parent {
        Some(parent) if read(&mut writing, TermKind::Category, parent).await?.is_some() => Some(parent),
        _ => None,
    };
    let taken = (texts.slug_taken)(&slug);
    let term = NewTerm { kind, slug, name, description, description_html };
    let id = edit::add(&mut writing, &term, parent).await?.ok_or_else(|| Rejection::error("", taken))?;
    for child in children {
        let found = read(&mut writing, TermKind::Category, child).await?;
        if kind == TermKind::Category && found.is_some_and(|found| found.parent_id == parent && found.id != id) {
            edit::set_parent(&mut writing, child, Some(id)).await?;
        }
    }
    for post in posts {
        edit::add_post(&mut writing, id, post).await?;
    }
    edit::recount(&mut writing, id).await?;
    edit::set_position(&mut writing, id, position).await?;
    appearance::set(&mut writing, id, &looks).await?;
    writing.commit().await?;
    Ok(id)
}

/// Removes all tags without any post of whatever status, and returns how many.
pub async fn remove_unused_tags(state: &AppState) -> Result<i64, Error> {
    let mut writing = state.store.write().await?;
    let removed = edit::remove_unused_tags(&mut writing).await?;
    writing.commit().await?;
    Ok(removed.try_into().unwrap_or(i64::MAX))
}
