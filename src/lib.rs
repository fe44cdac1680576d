//! Longan: a publishing site in one binary. ARCHITECTURE.md describes the modules and their layers.

// Rendering nests types deeply.
#![recursion_limit = "256"]

#[cfg(feature = "ssr")]
pub mod accounts;
pub mod admin;
pub mod api;
pub mod app;
#[cfg(feature = "ssr")]
pub mod auth;
pub mod browser;
#[cfg(feature = "ssr")]
pub mod cli;
#[cfg(feature = "ssr")]
pub mod clock;
#[cfg(feature = "ssr")]
pub mod commenting;
pub mod components;
#[cfg(feature = "ssr")]
pub mod config;
#[cfg(all(test, feature = "ssr"))]
mod cost;
#[cfg(feature = "dev")]
pub mod dev_reload;
#[cfg(feature = "ssr")]
pub mod https;
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod link_preview;
#[cfg(feature = "ssr")]
pub mod mail;
#[cfg(feature = "ssr")]
pub mod media;
#[cfg(feature = "ssr")]
pub mod metrics;
pub mod model;
#[cfg(feature = "ssr")]
pub mod page_cache;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod reading;
#[cfg(feature = "ssr")]
pub mod request;
#[cfg(feature = "ssr")]
pub mod screening;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod site_management;
#[cfg(feature = "ssr")]
pub mod social_card;
#[cfg(feature = "ssr")]
pub mod state;
#[cfg(feature = "ssr")]
pub mod storage;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod syndication;
#[cfg(feature = "ssr")]
pub mod text;
#[cfg(feature = "ssr")]
pub mod transfer;
#[cfg(feature = "ssr")]
pub mod writing;

/// Hydrates the server-rendered page. The admin has a client of its own; a build with both features is for development.
#[cfg(any(feature = "hydrate", feature = "admin"))]
#[leptos::wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    browser::disable_client_on_panic();
    #[cfg(feature = "dev")]
    dev_reload::start();
    if cfg!(feature = "admin") && (!cfg!(feature = "hydrate") || browser::is_admin()) {
        leptos::mount::hydrate_body(admin::AdminApp);
    } else {
        app::start();
    }
}
