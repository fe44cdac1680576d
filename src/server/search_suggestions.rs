use axum::extract::{Query, State as Shared};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use serde::Deserialize;

use crate::model::search::SearchScope;
use crate::pages::suggestions;
use crate::reading::search::{link, read_suggestions};
use crate::state::AppState;

/// Query of a suggestion request.
#[derive(Debug, Deserialize)]
pub struct SuggestionQuery {
    #[serde(default)]
    q: String,
}

/// Returns the best matches as an HTML list. It is cached briefly, because deleting a letter repeats the previous
/// request.
pub async fn show(Shared(state): Shared<AppState>, Query(SuggestionQuery { q }): Query<SuggestionQuery>) -> Response {
    let language = state.settings().site.language;
    match read_suggestions(&state, &q).await {
        Ok(found) => {
            let all = link(&found.typed, SearchScope::All, 1);
            ([(header::CACHE_CONTROL, "private, max-age=20")], Html(suggestions(&found, &all, language)))
                .into_response()
        }
        Err(error) => error.into_response(),
    }
}
