//! The web server: every request comes in here.

mod admin;
mod assets;
mod backup;
mod caller;
mod comment_form;
mod encoding;
mod entrance;
mod headers;
mod kept;
mod media;
mod page;
mod serve;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use leptos::prelude::provide_context;
use tower_http::compression::CompressionLayer;
use tower_http::limit::RequestBodyLimitLayer;

use crate::state::State;
pub use assets::Client;
pub use serve::{ServeError, serve};

/// The longest request body: a comment of the greatest length, percent-encoded, has room in it.
const LONGEST_BODY: usize = 1024 * 1024;
/// The same in the admin: a post of the greatest length has room in it, as JSON, whatever its script.
const LONGEST_POST: usize = 8 * LONGEST_BODY;

/// The whole site as a service: tests call it without a socket.
pub fn router(state: State) -> Router {
    // Rendering spawns tasks. An error means that a router was made before.
    let _ = any_spawner::Executor::init_tokio();
    let functions = any({
        let state = state.clone();
        move |request| {
            let provide = move || provide_context(state.clone());
            leptos_axum::handle_server_fns_with_context(provide, request)
        }
    });
    Router::new()
        .route("/api/{*function}", functions.clone())
        .route("/pkg/{*file}", get(assets::serve_client))
        .route("/admin", get(admin::show))
        .route("/admin/{*page}", get(admin::show))
        .merge(entrance::routes())
        .route("/media/{id}/{file}", get(media::show))
        .fallback(get(page::show).post(comment_form::submit))
        .layer(RequestBodyLimitLayer::new(LONGEST_BODY))
        .route("/api/admin/{*function}", functions.layer(RequestBodyLimitLayer::new(LONGEST_POST)))
        // Reads as much as a picture may have.
        .route("/admin/media", get(admin::show).post(media::receive))
        .with_state(state.clone())
        .layer(from_fn_with_state(state.clone(), caller::identify))
        .layer(DefaultBodyLimit::disable())
        .layer(CompressionLayer::new())
        .merge(backup::routes(state))
        .layer(from_fn(assets::serve_public))
        .layer(from_fn(headers::add))
}
