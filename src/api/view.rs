use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use super::responses::{parse_fragments, parse_response};
use crate::browser::{encode, fetch};
use crate::model::error::Error;
use crate::model::page_fragments::{FragmentResponse, FragmentResult};

/// What a URL of the site shows; `url` is a path with its query. The one read that browsers make: so fetching ahead,
/// retrying and moving on need to be written once.
#[server(endpoint = "view", input = GetUrl, output = Json)]
pub async fn read_view(url: String) -> Result<FragmentResponse, Error> {
    use crate::page_cache::CachePolicy;
    use crate::pages::read_fragments;
    use crate::reading::ReadContext;
    use crate::reading::preview::is_private;
    use crate::request::{answer, origin, set_cache_policy, state};

    let state = state()?;
    let origin = origin(&state)?;
    let mut context = ReadContext::new(&state, &origin);
    let visited = read_fragments(&mut context, &url).await;
    set_cache_policy(match &visited {
        _ if is_private(&url) => CachePolicy::Private,
        Ok(FragmentResponse::Page(_)) => CachePolicy::Page(context.dependencies),
        // What changes an old address puts no page out.
        Ok(FragmentResponse::Moved(_)) | Err(_) => CachePolicy::Uncacheable,
    });
    answer(visited)
}

/// [`read_view`] as a reader's browser calls it.
pub async fn fetch_view(url: String) -> FragmentResult {
    parse_response(fetch::get(&format!("/api/view?url={}", encode(&url))).await, parse_fragments)
}
