use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use super::fragments;
use crate::model::error::Error;
use crate::model::page_fragments::{FragmentResponse, FragmentResult};
use crate::model::view::View;
use crate::page_cache::CachePolicy;
use crate::reading::preview::is_private;
use crate::reading::site::read_site;
use crate::reading::{ReadContext, find_extras, read_view};
use crate::request::{answer, origin, set_cache_policy, state};

/// Returns the fragments of a page by its URL (path and query). It is the only read of the client, so prefetching,
/// retrying and navigation are implemented once. It is not in `api` because it renders components, and these call
/// `api`.
#[server(endpoint = "view", input = GetUrl, output = Json)]
pub async fn read_fragments(url: String) -> Result<FragmentResponse, Error> {
    let state = state()?;
    let origin = origin(&state)?;
    let mut context = ReadContext::new(&state, &origin);
    let response = render_fragments(&mut context, &url).await;
    set_cache_policy(match &response {
        _ if is_private(&url) => CachePolicy::Private,
        Ok(FragmentResponse::Page(_)) => CachePolicy::Page(context.dependencies),
        // A changed redirect invalidates no page, so redirects are not cached.
        Ok(FragmentResponse::Moved(_)) | Err(_) => CachePolicy::Uncacheable,
    });
    answer(response)
}

/// Reads and renders the fragments of a page.
async fn render_fragments(context: &mut ReadContext<'_>, url: &str) -> FragmentResult {
    match read_view(context, url, None).await? {
        View::Moved(target) => Ok(FragmentResponse::Moved(target)),
        view => {
            let (site, viewed) = (read_site(context).await?, Ok(view));
            let extras = find_extras(context, &site, url, &viewed);
            Ok(FragmentResponse::Page(fragments(&site, viewed, extras, context.origin, url)))
        }
    }
}
