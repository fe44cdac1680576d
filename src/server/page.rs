use axum::extract::{Request, State as Shared};
use axum::response::Response;
use leptos::prelude::provide_context;

use super::assets::Client;
use crate::app::shell;
use crate::model::comment::CommentForm;
use crate::request::Document;
use crate::state::State;

/// Any page of the site.
pub async fn show(Shared(state): Shared<State>, request: Request) -> Response {
    render(state, None, request).await
}

/// Renders the page at the request's URL to its end, so that its status is known before the first byte.
pub async fn render(state: State, form: Option<CommentForm>, request: Request) -> Response {
    let language = state.settings().site.language;
    let provide = move || {
        provide_context(state.clone());
        provide_context(Document);
        if let Some(form) = form.clone() {
            provide_context(form);
        }
    };
    let client = Client::current();
    let handler = leptos_axum::render_app_async_with_context(provide, move || {
        shell(language, client.folder.clone(), client.hydrates, client.watched.clone())
    });
    handler(request).await
}
