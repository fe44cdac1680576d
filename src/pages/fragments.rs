use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use super::fragments;
use crate::model::error::Error;
use crate::model::page_fragments::{FragmentResponse, FragmentResult};
use crate::model::view::View;
use crate::page_cache::CachePolicy;
use crate::reading::preview::is_private;
use crate::reading::request_url::RequestUrl;
use crate::reading::site::read_site;
use crate::reading::{ReadContext, read_view};
use crate::request::{answer, origin, set_cache_policy, state};

/// What a URL of the site shows, for a browser that is on another page; `url` is a path with its query. Browsers make no
/// other read: so prefetching, retrying and navigation are written once. It is here and not in `api` since it renders
/// pages, which are made of components that call `api`.
#[server(endpoint = "view", input = GetUrl, output = Json)]
pub async fn read_fragments(url: String) -> Result<FragmentResponse, Error> {
    let state = state()?;
    let origin = origin(&state)?;
    let mut context = ReadContext::new(&state, &origin);
    let response = render_fragments(&mut context, &url).await;
    set_cache_policy(match &response {
        _ if is_private(&url) => CachePolicy::Private,
        Ok(FragmentResponse::Page(_)) => CachePolicy::Page(context.dependencies),
        // A change of an old address invalidates no page.
        Ok(FragmentResponse::Moved(_)) | Err(_) => CachePolicy::Uncacheable,
    });
    answer(response)
}

/// Reads and renders what a URL shows.
async fn render_fragments(context: &mut ReadContext<'_>, url: &str) -> FragmentResult {
    let path = RequestUrl::parse(url).path;
    match read_view(context, url, None).await? {
        View::Moved(target) => Ok(FragmentResponse::Moved(target)),
        view => Ok(FragmentResponse::Page(fragments(&*read_site(context).await?, Ok(view), &path))),
    }
}
