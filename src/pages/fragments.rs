use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use super::fragments;
use crate::model::error::Error;
use crate::model::page_fragments::{FragmentResponse, FragmentResult};
use crate::model::view::View;
use crate::reading::preview::is_private;
use crate::reading::request_url::RequestUrl;
use crate::reading::site::read_site;
use crate::reading::{ViewRequest, read_view};
use crate::request::{answer, origin, set_no_store, set_private, state};
use crate::state::AppState;

/// What a URL of the site shows, for a browser that is on another page; `url` is a path with its query. The one read
/// that browsers make: so fetching ahead, retrying and moving on need to be written once. It is here and not in `api`
/// since it renders pages, which are made of components that call `api`.
#[server(endpoint = "view", input = GetUrl, output = Json)]
pub async fn read_fragments(url: String) -> Result<FragmentResponse, Error> {
    let state = state()?;
    if is_private(&url) {
        set_private();
    }
    let request = ViewRequest { url: &url, origin: &origin(&state)?, form: None };
    let response = render_fragments(&state, request).await;
    if let Ok(FragmentResponse::Moved(_)) = response {
        set_no_store();
    }
    answer(response)
}

/// Reads and renders what a URL shows.
async fn render_fragments(state: &AppState, request: ViewRequest<'_>) -> FragmentResult {
    let path = RequestUrl::parse(request.url).path;
    match read_view(state, request).await? {
        View::Moved(target) => Ok(FragmentResponse::Moved(target)),
        view => Ok(FragmentResponse::Page(fragments(&*read_site(state).await?, Ok(view), &path))),
    }
}
