use super::fragments;
use crate::model::page_fragments::{FragmentResponse, FragmentResult};
use crate::model::view::View;
use crate::reading::request_url::RequestUrl;
use crate::reading::site::read_site;
use crate::reading::{ReadContext, read_view};

/// Reads and renders what a URL shows, for a browser that is on another page.
pub async fn read_fragments(context: &mut ReadContext<'_>, url: &str) -> FragmentResult {
    let path = RequestUrl::parse(url).path;
    match read_view(context, url, None).await? {
        View::Moved(target) => Ok(FragmentResponse::Moved(target)),
        view => Ok(FragmentResponse::Page(fragments(&*read_site(context).await?, Ok(view), &path))),
    }
}
