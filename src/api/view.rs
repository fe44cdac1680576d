use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::error::Error;
use crate::model::view::View;

/// What a URL of the site shows; `url` is a path with its query. The one read that pages are made from: so
/// fetching ahead, retrying and moving on need to be written once.
#[server(endpoint = "view", input = GetUrl, output = Json)]
pub async fn read_view(url: String) -> Result<View, Error> {
    use crate::reading::Wanted;
    use crate::reading::preview::is_private;
    use crate::request::{answer_view, keep_private, origin, state};

    let state = state()?;
    if is_private(&url) {
        keep_private();
    }
    let wanted = Wanted { url: &url, origin: &origin(&state)?, form: use_context() };
    answer_view(crate::reading::read_view(&state, wanted).await)
}
