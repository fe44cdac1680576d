use super::fragments;
use crate::model::page_fragments::{FragmentResponse, FragmentResult};
use crate::model::view::View;
use crate::reading::request_url::RequestUrl;
use crate::reading::site::read_site;
use crate::reading::{ViewRequest, read_view};
use crate::state::AppState;

/// Reads and renders what a URL shows, for a browser that is on another page.
pub async fn read_fragments(state: &AppState, wanted: ViewRequest<'_>) -> FragmentResult {
    let path = RequestUrl::parse(wanted.url).path;
    match read_view(state, wanted).await? {
        View::Moved(target) => Ok(FragmentResponse::Moved(target)),
        view => Ok(FragmentResponse::Page(fragments(&*read_site(state).await?, Ok(view), &path))),
    }
}
