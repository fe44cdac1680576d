//! Redirects that are managed by hand.

use crate::i18n::admin::admin_texts;
use crate::model::address::Address;
use crate::model::admin::menu::is_path;
use crate::model::admin::redirect::{Redirect, RedirectListPage};
use crate::model::error::{Error, Rejection, Rejections};
use crate::model::term::TermKind;
use crate::state::AppState;
use crate::store::posts::{self, PostKind};
use crate::store::sql::Connection;
use crate::store::{authors, not_found_log, redirects, terms};
use crate::text::old_path::normalize;

/// Page size.
const PAGE: i64 = 50;

/// Maximum length of a path, in bytes.
const LONGEST: usize = 2000;

/// Lists one page of redirects that contain a text. `after` is [`RedirectListPage::next`] of the previous page.
pub async fn list(state: &AppState, search: &str, after: &str) -> Result<RedirectListPage, Error> {
    let mut reading = state.store.read().await?;
    let mut rows = redirects::list(&mut reading, search.trim(), after, PAGE).await?;
    let more = rows.len() as i64 > PAGE;
    rows.truncate(PAGE as usize);
    let next = rows.last().filter(|_| more).map(|last| last.path.clone()).unwrap_or_default();
    let redirects = rows.into_iter().map(|row| Redirect { path: row.path, target: row.target }).collect();
    Ok(RedirectListPage { redirects, next, count: redirects::count(&mut reading).await? })
}

/// Adds a redirect, or a path that is gone if the target is empty. Returns it with the path in its normalized form.
///
/// # Errors
///
/// [`Error::Rejected`] if path or target is not valid, or the path is in use.
pub async fn add(state: &AppState, typed: Redirect) -> Result<Redirect, Error> {
    let texts = &admin_texts(state.settings().site.language).terms;
    let mut errors = Rejections::default();
    let (path, target) = (normalize(&typed.path), typed.target.trim().to_owned());
    let reserved = path.split(['/', '?']).nth(1).is_some_and(|first| matches!(first, "api" | "pkg" | "admin"));
    if typed.path.trim().is_empty() || path == "/" || path.len() > LONGEST || path.contains(char::is_control) {
        errors.add("redirect-path", texts.path_wrong);
    } else if reserved {
        errors.add("redirect-path", texts.path_reserved);
    }
    if target.is_empty() {
        // An empty target means that the path is gone (410).
    } else if !is_path(&target) || target.len() > LONGEST {
        errors.add("redirect-target", texts.target_wrong);
    } else if normalize(&target) == path {
        errors.add("redirect-target", texts.target_same);
    }
    errors.check()?;
    let mut writing = state.store.write().await?;
    match redirects::find(&mut writing, &path).await? {
        Some(known) if !known.is_empty() => {
            return Err(Rejection::error("redirect-path", (texts.path_known)(&known)));
        }
        _ if is_in_use(&mut writing, &path).await? => {
            return Err(Rejection::error("redirect-path", texts.path_in_use));
        }
        _ => {}
    }
    let further = redirects::find(&mut writing, &normalize(&target)).await?;
    if let Some(further) = further.filter(|further| !target.is_empty() && !further.is_empty()) {
        return Err(Rejection::error("redirect-target", (texts.target_old)(&further)));
    }
    redirects::add_move(&mut writing, &path, &target).await?;
    not_found_log::forget(&mut writing, &path).await?;
    writing.commit().await?;
    Ok(Redirect { path, target })
}

/// Whether something is shown at an address: no old address is looked for there. The home page is the exception: it
/// looks for old addresses such as `/?p=12` itself.
async fn is_in_use(connection: &mut Connection, address: &str) -> sqlx::Result<bool> {
    let path = address.split('?').next().unwrap_or_default();
    Ok(match Address::parse(path) {
        Address::Post(slug) => posts::find(connection, PostKind::Post, slug).await?.is_some(),
        Address::Page(slug) => posts::find(connection, PostKind::Page, slug).await?.is_some(),
        Address::Category(slug) => terms::find(connection, TermKind::Category, slug).await?.is_some(),
        Address::Tag(slug) => terms::find(connection, TermKind::Tag, slug).await?.is_some(),
        Address::Author(slug) => authors::find(connection, slug).await?.is_some(),
        Address::Archive(_) | Address::Search => true,
        Address::Home | Address::Preview(_) | Address::Other(_) => false,
    })
}

/// Removes a redirect and returns it.
pub async fn remove(state: &AppState, path: &str) -> Result<Redirect, Error> {
    let mut writing = state.store.write().await?;
    let target = redirects::remove(&mut writing, path).await?.ok_or(Error::NotFound)?;
    writing.commit().await?;
    Ok(Redirect { path: path.to_owned(), target })
}
