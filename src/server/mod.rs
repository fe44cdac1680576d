//! The web server: every request comes in here.

mod admin;
mod admission;
mod assets;
mod backup;
mod caller;
mod card;
mod client_address;
mod comment_form;
mod conditional;
mod connections;
mod entrance;
mod function;
mod headers;
mod health;
mod kept;
mod media;
mod metrics;
mod observation;
mod oembed;
mod page;
mod quota;
mod refusal;
mod serve;
mod sitemap;
mod suggest;
mod syndication;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::page_cache::Notes;
use crate::state::State;
use admission::Admission;
pub use assets::Client;
pub use kept::Kept;
pub use metrics::router as metrics;
pub use serve::{ServeError, serve};

/// The whole site as a service: tests call it without a socket.
pub fn router(state: State) -> Kept {
    // Rendering spawns tasks. An error means that a router was made before.
    let _ = any_spawner::Executor::init_tokio();
    let functions = any({
        let state = state.clone();
        move |request| function::call(state.clone(), request)
    });
    // Pages are compressed once and for all, when they are finished.
    let is_page = |_: StatusCode, _: Version, _: &HeaderMap, known: &Extensions| known.get::<Notes>().is_none();
    let stalled = Duration::from_secs(state.settings().server.stalled_seconds.get().into());
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
    let router = Router::new()
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
        .with_state(state.clone());
    #[cfg(feature = "dev")]
    let router = router.route("/dev/reload", get(crate::dev_reload::events));
    let router = router
        .layer(from_fn_with_state(Admission::new(state.clone()), admission::admit))
        .layer(from_fn_with_state(state.clone(), caller::identify))
        .layer(DefaultBodyLimit::disable())
        .layer(compression.compress_when(DefaultPredicate::new().and(is_page)))
        .merge(backup::routes(state.clone()))
        .layer(RequestBodyTimeoutLayer::new(stalled))
        .layer(from_fn(assets::serve_public))
        .layer(from_fn_with_state(state.clone(), observation::observe))
        .merge(health::routes(state.clone()))
        .layer(from_fn_with_state(state.clone(), headers::add));
    Kept::new(state, router)
}
