use axum::extract::{Query, State as Shared};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::pages::suggestions;
use crate::reading::search::{link, read_suggestions};
use crate::state::AppState;

/// What is being typed.
#[derive(Debug, Deserialize)]
pub struct SuggestionQuery {
    #[serde(default)]
    q: String,
}

/// What a search would find first, as a list in HTML. Kept for a moment: whoever deletes a letter asks the same again.
pub async fn show(Shared(state): Shared<AppState>, Query(SuggestionQuery { q }): Query<SuggestionQuery>) -> Response {
    let language = state.settings().site.language;
    match read_suggestions(&state, &q).await {
        Ok(found) => {
            let all = link(&found.typed, 1);
            ([(header::CACHE_CONTROL, "private, max-age=20")], Html(suggestions(&found, &all, language)))
                .into_response()
        }
        Err(error) => error.into_response(),
    }
}
