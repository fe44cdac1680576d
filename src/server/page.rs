use axum::extract::{Request, State as Shared};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::assets::ClientFiles;
use super::headers::of_page_with;
use super::redirect::moved_permanently;
use super::syndication;
use crate::auth::client_info::ClientInfo;
use crate::model::comment::CommentFormState;
use crate::model::error::Error;
use crate::model::view::View;
use crate::page_cache::CachePolicy;
use crate::pages::document;
use crate::reading::preview::is_private;
use crate::reading::request_url::RequestUrl;
use crate::reading::site::read_site;
use crate::reading::{ReadContext, find_extras, read_view};
use crate::request::{error_status, origin_of};
use crate::site_management::not_found_log;
use crate::state::AppState;

const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Serves any page of the site, or a feed.
pub async fn show(Shared(state): Shared<AppState>, request: Request) -> (CachePolicy, Response) {
    render(state, None, request).await
}

/// Reads and renders the view at the request's URL. `form` is a comment form that was returned with errors.
pub async fn render(state: AppState, form: Option<CommentFormState>, request: Request) -> (CachePolicy, Response) {
    let Some(client_info) = request.extensions().get::<ClientInfo>().copied() else {
        return (CachePolicy::Uncacheable, StatusCode::INTERNAL_SERVER_ERROR.into_response());
    };
    let origin = origin_of(&state, client_info, request.headers(), request.uri());
    let url = request.uri().path_and_query().map_or("/", |url| url.as_str());
    let path = RequestUrl::parse(url).path;
    let mut context = ReadContext::new(&state, &origin);
    if let Some(answer) = syndication::answer(&mut context, &path).await {
        return answer;
    }
    let viewed = match read_view(&mut context, url, form).await {
        Ok(View::Moved(target)) => return (CachePolicy::Uncacheable, moved_permanently(&target)),
        viewed => viewed,
    };
    if viewed == Err(Error::NotFound) {
        not_found_log::count(&state, &path);
    }
    // Without the site chrome no page can be rendered.
    let site = match read_site(&mut context).await {
        Ok(site) => site,
        Err(error) => return (CachePolicy::Uncacheable, error.into_response()),
    };
    let extras = find_extras(&mut context, &site, url, &viewed);
    let policy = match viewed {
        _ if is_private(url) => CachePolicy::Private,
        Ok(_) => CachePolicy::Page(context.dependencies),
        Err(_) => CachePolicy::Uncacheable,
    };
    let status = viewed.as_ref().map_or_else(error_status, |_| StatusCode::OK);
    let origins = viewed.as_ref().map(View::player_origins).unwrap_or_default();
    let own_policy = of_page_with(origins, &extras.snippets);
    let robots = viewed.as_ref().is_ok_and(View::is_noindex).then_some((ROBOTS, HeaderValue::from_static("noindex")));
    let frame = ClientFiles::current().frame();
    let mut response = Html(document(site, viewed, extras, &origin, url, frame)).into_response();
    *response.status_mut() = status;
    response.headers_mut().extend(robots);
    response.headers_mut().extend(own_policy.map(|policy| (header::CONTENT_SECURITY_POLICY, policy)));
    (policy, response)
}
