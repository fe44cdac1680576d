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
    use crate::pages::read_fragments;
    use crate::reading::ViewRequest;
    use crate::reading::preview::is_private;
    use crate::request::{answer, origin, set_no_store, set_private, state};

    let state = state()?;
    if is_private(&url) {
        set_private();
    }
    let wanted = ViewRequest { url: &url, origin: &origin(&state)?, form: None };
    let visited = read_fragments(&state, wanted).await;
    if let Ok(FragmentResponse::Moved(_)) = visited {
        set_no_store();
    }
    answer(visited)
}

/// [`read_view`] as a reader's browser calls it.
pub async fn fetch_view(url: String) -> FragmentResult {
    parse_response(fetch::get(&format!("/api/view?url={}", encode(&url))).await, parse_fragments)
}
