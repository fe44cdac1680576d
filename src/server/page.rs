use axum::extract::{Request, State as Shared};
use axum::response::Response;
use leptos::prelude::provide_context;

use super::assets::Client;
use super::kept;
use crate::app::shell;
use crate::model::comment::CommentForm;
use crate::page_cache::Notes;
use crate::request::Document;
use crate::state::State;

/// Any page of the site.
pub async fn show(Shared(state): Shared<State>, request: Request) -> Response {
    kept::show(state, request).await
}

/// Renders the page at the request's URL to its end, so that its status is known before the first byte.
/// `notes` takes what it depends on.
pub async fn render(state: State, form: Option<CommentForm>, notes: Option<Notes>, request: Request) -> Response {
    let state = state.noting(notes);
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
