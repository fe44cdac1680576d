//! The web server: every request comes in here.

mod admin;
mod admission;
mod assets;
mod backup;
mod caller;
mod card;
mod comment_form;
mod conditional;
mod connections;
mod encoding;
mod entrance;
mod headers;
mod health;
mod kept;
mod media;
mod metrics;
mod observation;
mod oembed;
mod page;
mod refusal;
mod serve;
mod sitemap;
mod suggest;
mod syndication;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use leptos::prelude::provide_context;
use tower_http::compression::CompressionLayer;
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::state::State;
use admission::Admission;
pub use assets::Client;
pub use metrics::router as metrics;
pub use serve::{ServeError, serve};

/// How long nothing at all may come of a body that is being sent.
const STALLED: Duration = Duration::from_secs(30);

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
        .route("/api/suggest", get(suggest::show))
        .route("/api/{*function}", functions.clone())
        .route("/pkg/{*file}", get(assets::serve_client))
        .route("/admin", get(admin::show))
        .route("/admin/{*page}", get(admin::show))
        .merge(entrance::routes())
        .route("/media/{id}/{file}", get(media::show))
        .route("/cards/{file}", get(card::show))
        .route("/oembed", get(oembed::show))
        .route("/sitemaps/{file}", get(sitemap::show))
        .fallback(get(page::show).post(comment_form::submit))
        .route("/api/admin/{*function}", functions)
        .route("/admin/media", get(admin::show).post(media::receive))
        .with_state(state.clone())
        .layer(from_fn_with_state(Admission::new(state.clone()), admission::admit))
        .layer(from_fn_with_state(state.clone(), caller::identify))
        .layer(DefaultBodyLimit::disable())
        .layer(CompressionLayer::new())
        .merge(backup::routes(state.clone()))
        .layer(RequestBodyTimeoutLayer::new(STALLED))
        .layer(from_fn(assets::serve_public))
        .layer(from_fn_with_state(state.clone(), observation::observe))
        .merge(health::routes(state.clone()))
        .layer(from_fn_with_state(state, headers::add))
}
