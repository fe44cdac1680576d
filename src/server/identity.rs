//! The files of the site's identity: style sheet, icons and web app manifest.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Path, RawQuery, State as Shared};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;

use super::conditional_request::dated;
use crate::media::site_icon::make_icon;
use crate::model::address::paths;
use crate::model::error::Error;
use crate::model::identity::IconSize;
use crate::page_cache::{CachePolicy, SiteChrome};
use crate::reading::ReadContext;
use crate::reading::site::read_site;
use crate::state::AppState;

/// The addresses change with the content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Serves the style sheet. Pages that were kept elsewhere may name an older one, and are sent to the current one.
pub async fn show_style(Shared(state): Shared<AppState>, Path(file): Path<String>) -> (CachePolicy, Response) {
    let mut context = ReadContext::new(&state, "");
    let site = match read_site(&mut context).await {
        Ok(site) => site,
        Err(error) => return (CachePolicy::Uncacheable, show_last_style(&state, &file, error)),
    };
    let path = site.identity.style_path.as_str();
    let is_style = file.starts_with("identity-") && file.ends_with(".css");
    if path.is_empty() || !is_style {
        return (CachePolicy::Uncacheable, Error::NotFound.into_response());
    }
    if path.strip_prefix(paths::IDENTITY_STYLES) != Some(file.as_str()) {
        return (CachePolicy::Uncacheable, Redirect::temporary(path).into_response());
    }
    let mut response = dated(Body::from(site.identity.css.to_string()), "text/css; charset=utf-8", None);
    response.headers_mut().insert(header::CACHE_CONTROL, FOREVER);
    (CachePolicy::Page(context.dependencies), response)
}

/// Serves the style sheet that pages had last, for error pages while the database is unavailable.
fn show_last_style(state: &AppState, file: &str, error: Error) -> Response {
    let last = state.pages.site_chrome.find_last();
    let is_asked = |site: &SiteChrome| site.identity.style_path.strip_prefix(paths::IDENTITY_STYLES) == Some(file);
    match last.filter(|site| is_asked(site)) {
        Some(site) => dated(Body::from(site.identity.css.to_string()), "text/css; charset=utf-8", None),
        None => error.into_response(),
    }
}

/// Serves a size of the icon. Only the current icon has sizes, so strangers cannot have other pictures resized.
pub async fn show_icon(
    Shared(state): Shared<AppState>,
    Path(file): Path<String>,
    RawQuery(query): RawQuery,
) -> (CachePolicy, Response) {
    // Each query would be made and kept anew.
    if query.is_some() {
        return (CachePolicy::Uncacheable, Error::NotFound.into_response());
    }
    let mut context = ReadContext::new(&state, "");
    match read_icon(&mut context, &file).await {
        Ok(icon) => {
            let mut response = dated(Body::from(icon), "image/png", None);
            response.headers_mut().insert(header::CACHE_CONTROL, FOREVER);
            (CachePolicy::Page(context.dependencies), response)
        }
        Err(error) => (CachePolicy::Uncacheable, error.into_response()),
    }
}

async fn read_icon(context: &mut ReadContext<'_>, file: &str) -> Result<Vec<u8>, Error> {
    let icon = read_site(context).await?.identity.icon.ok_or(Error::NotFound)?;
    let is_asked = |size: &IconSize| size.path(icon).strip_prefix(paths::ICONS) == Some(file);
    let size = IconSize::ALL.into_iter().find(is_asked).ok_or(Error::NotFound)?;
    make_icon(&context.state.store, icon, size).await
}

/// Serves the web app manifest (<https://www.w3.org/TR/appmanifest/>).
pub async fn show_manifest(Shared(state): Shared<AppState>) -> (CachePolicy, Response) {
    let mut context = ReadContext::new(&state, "");
    match read_site(&mut context).await {
        Ok(site) => {
            let response = dated(Body::from(manifest(&site)), "application/manifest+json", None);
            (CachePolicy::Page(context.dependencies), response)
        }
        Err(error) => (CachePolicy::Uncacheable, error.into_response()),
    }
}

fn manifest(site: &Arc<SiteChrome>) -> String {
    let icon = |src: String, size: u32, purpose: &str| json!({ "src": src, "sizes": format!("{size}x{size}"), "type": "image/png", "purpose": purpose });
    let icons = match site.identity.icon {
        Some(id) => vec![
            icon(IconSize::Small.path(id), 192, "any"),
            icon(IconSize::Large.path(id), 512, "any"),
            icon(IconSize::Maskable.path(id), 512, "maskable"),
        ],
        None => vec![icon("/apple-touch-icon.png".to_owned(), 180, "any")],
    };
    let manifest = json!({
        "name": site.title,
        "short_name": site.title,
        "description": site.tagline,
        "lang": site.language.tag(),
        "id": "/",
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        // `--paper` of the light theme.
        "background_color": "#f7f6f0",
        "theme_color": "#f7f6f0",
        "icons": icons,
    });
    manifest.to_string()
}
