use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use super::answers::{read_answer, read_visited};
use crate::browser::{encode, fetching};
use crate::model::error::Error;
use crate::model::visited::{Visit, Visited};

/// What a URL of the site shows; `url` is a path with its query. The one read that browsers make: so fetching ahead,
/// retrying and moving on need to be written once.
#[server(endpoint = "view", input = GetUrl, output = Json)]
pub async fn read_view(url: String) -> Result<Visited, Error> {
    use crate::pages::visit;
    use crate::reading::Wanted;
    use crate::reading::preview::is_private;
    use crate::request::{answer, keep_nowhere, keep_private, origin, state};

    let state = state()?;
    if is_private(&url) {
        keep_private();
    }
    let wanted = Wanted { url: &url, origin: &origin(&state)?, form: None };
    let visited = visit(&state, wanted).await;
    if let Ok(Visited::Moved(_)) = visited {
        keep_nowhere();
    }
    answer(visited)
}

/// [`read_view`] as a reader's browser calls it.
pub async fn fetch_view(url: String) -> Visit {
    read_answer(fetching::get(&format!("/api/view?url={}", encode(&url))).await, read_visited)
}
