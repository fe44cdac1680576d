//! The web server: routes and middleware.

mod admin_page;
mod appearance_preview;
mod assets;
mod backup;
mod byte_range;
mod client_address;
mod client_info;
mod comment_form;
mod conditional_request;
mod connections;
mod error_response;
mod file_upload;
mod function;
mod headers;
mod health;
mod https;
mod identity;
mod import_upload;
mod load_shedding;
mod login;
mod media;
mod metrics;
mod oembed;
mod page;
mod page_cache_service;
mod partial_uploads;
mod quota;
mod read_count;
mod read_your_writes;
mod redirect;
mod request_log;
mod search_suggestions;
mod serve;
mod sitemap;
mod social_card;
mod subscriptions;
mod syndication;

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate};
use tower_http::timeout::RequestBodyTimeoutLayer;

use crate::model::address::admin::AdminAddress;
use crate::model::address::paths;
use crate::page_cache::CachePolicy;
use crate::state::AppState;
pub use assets::ClientFiles;
use load_shedding::LoadShedding;
pub use metrics::router as metrics;
pub use page_cache_service::PageCacheService;
pub use serve::{ServeError, serve};

/// Builds the service of the whole site. Tests call it without a socket.
pub fn router(state: AppState) -> PageCacheService {
    // Rendering spawns tasks. `Err` means that an earlier router has already initialized the executor.
    let _ = any_spawner::Executor::init_tokio();
    let functions = any({
        let state = state.clone();
        move |request| function::call(state.clone(), request)
    });
    // Pages are compressed once, by the page cache.
    let is_no_page = |_: StatusCode, _: Version, _: &HeaderMap, known: &Extensions| !CachePolicy::is_page(known);
    // Large files are compressed already, and parts of them can be asked for.
    let is_no_stream = |_: StatusCode, _: Version, _: &HeaderMap, known: &Extensions| !media::is_stream(known);
    let stalled = Duration::from_secs(state.settings().server.stalled_seconds.get().into());
    let compression = CompressionLayer::new().quality(CompressionLevel::Fastest);
    let router = Router::new()
        .route(paths::SUGGESTIONS, get(search_suggestions::show))
        .route(&[paths::API, "{*function}"].concat(), functions.clone())
        .route(&[paths::CLIENT_FILES, "{*file}"].concat(), get(assets::serve_client))
        .route(AdminAddress::Dashboard.path(), get(admin_page::show))
        .route(&[AdminAddress::Dashboard.path(), "/{*page}"].concat(), get(admin_page::show))
        .merge(login::routes())
        .route(&[paths::MEDIA, "{id}/{file}"].concat(), get(media::show))
        .route(&[paths::SOCIAL_CARDS, "{file}"].concat(), get(social_card::show))
        .route(&[paths::IDENTITY_STYLES, "{file}"].concat(), get(identity::show_style))
        .route(&[paths::ICONS, "{file}"].concat(), get(identity::show_icon))
        .route(paths::MANIFEST, get(identity::show_manifest))
        .route(paths::OEMBED, get(oembed::show))
        .merge(subscriptions::routes())
        .route(&[paths::SITEMAPS, "{file}"].concat(), get(sitemap::show))
        .fallback(get(page::show).post(comment_form::submit_form))
        .route(&[paths::ADMIN_API, "{*function}"].concat(), functions)
        .route(AdminAddress::AppearancePreview.path(), post(appearance_preview::show))
        .route(AdminAddress::Media.path(), get(admin_page::show).post(media::receive))
        .with_state(state.clone());
    #[cfg(feature = "dev")]
    let router = router.route("/dev/reload", get(crate::dev_reload::events));
    let router = router
        .layer(from_fn_with_state(LoadShedding::new(state.clone()), load_shedding::shed_load))
        .layer(from_fn_with_state(state.clone(), client_info::identify))
        .layer(DefaultBodyLimit::disable())
        .layer(compression.compress_when(DefaultPredicate::new().and(is_no_page).and(is_no_stream)))
        .merge(backup::routes(state.clone()))
        .merge(file_upload::routes(state.clone()))
        .merge(import_upload::routes(state.clone()))
        .layer(RequestBodyTimeoutLayer::new(stalled))
        .layer(from_fn(assets::serve_public))
        .layer(from_fn_with_state(state.clone(), request_log::log_request))
        .merge(health::routes(state.clone()))
        .layer(from_fn_with_state(state.clone(), headers::add));
    PageCacheService::new(state, router)
}
