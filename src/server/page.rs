use axum::extract::{Request, State as Shared};
use axum::http::{StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::assets::ClientFiles;
use super::redirect::moved_permanently;
use super::syndication;
use crate::auth::client_info::ClientInfo;
use crate::model::comment::CommentFormState;
use crate::model::error::Error;
use crate::model::view::View;
use crate::page_cache::PageDependencies;
use crate::pages::document;
use crate::reading::preview::is_private;
use crate::reading::request_url::RequestUrl;
use crate::reading::site::read_site;
use crate::reading::{ViewRequest, read_view};
use crate::request::{PRIVATE, origin_of};
use crate::site_management::not_found_log;
use crate::state::AppState;

/// Any page of the site, or feed. One that is for all has its notes with it, so that it may be kept.
pub async fn show(Shared(state): Shared<AppState>, request: Request) -> Response {
    let dependencies = PageDependencies::default();
    let mut response = render(state, None, Some(dependencies.clone()), request).await;
    let is_for_all = !response.headers().contains_key(header::CACHE_CONTROL);
    if is_for_all && response.status() == StatusCode::OK {
        response.extensions_mut().insert(dependencies);
    }
    response
}

/// Reads what is at the request's URL and renders it. `form` is a comment form that came back with faults; `dependencies`
/// takes what the page depends on.
pub async fn render(
    state: AppState,
    form: Option<CommentFormState>,
    dependencies: Option<PageDependencies>,
    request: Request,
) -> Response {
    let state = state.with_dependencies(dependencies);
    let Some(client_info) = request.extensions().get::<ClientInfo>().copied() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let origin = origin_of(&state, client_info, request.headers(), request.uri());
    let url = request.uri().path_and_query().map_or("/", |url| url.as_str());
    let path = RequestUrl::parse(url).path;
    if let Some(answer) = syndication::answer(&state, &origin, &path).await {
        return answer;
    }
    let viewed = match read_view(&state, ViewRequest { url, origin: &origin, form }).await {
        Ok(View::Moved(target)) => return moved_permanently(&target),
        viewed => viewed,
    };
    if viewed == Err(Error::NotFound) {
        not_found_log::count(&state, &path);
    }
    // Without its surroundings there is no page.
    let site = match read_site(&state).await {
        Ok(site) => site,
        Err(error) => return error.into_response(),
    };
    let status = viewed.as_ref().map_or_else(Error::status, |_| StatusCode::OK.as_u16());
    let mut response = Html(document(site, viewed, &origin, url, ClientFiles::current().frame())).into_response();
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    if is_private(url) {
        response.headers_mut().extend(PRIVATE);
    }
    response
}
