//! Longan: a publishing site in one binary. This is the map of its rooms; ARCHITECTURE.md draws the house.

// Rendering nests types deeply.
#![recursion_limit = "256"]

/// Who belongs to the house: users, and what they change of their accounts.
#[cfg(feature = "ssr")]
pub mod accounts;
/// Writing, moderating and managing in the browser.
pub mod admin;
/// Server functions: the whole public API.
pub mod api;
/// What runs in a reader's browser.
pub mod app;
/// Who may do what, and what proves it.
#[cfg(feature = "ssr")]
pub mod auth;
/// What the browser offers.
pub mod browser;
/// One file per command.
#[cfg(feature = "ssr")]
pub mod cli;
/// The time, which tests can set.
#[cfg(feature = "ssr")]
pub mod clock;
/// Taking comments.
#[cfg(feature = "ssr")]
pub mod commenting;
/// The parts pages are made of.
pub mod components;
/// The site's settings.
#[cfg(feature = "ssr")]
pub mod config;
/// Ten times the input must not cost much more than ten times the work.
#[cfg(all(test, feature = "ssr"))]
mod cost;
/// `make dev`: open pages reload.
#[cfg(feature = "dev")]
pub mod dev_reload;
/// All text a person sees.
pub mod i18n;
/// Pictures: taken in, made safe, made small.
#[cfg(feature = "ssr")]
pub mod media;
/// What is counted while the site is served.
#[cfg(feature = "ssr")]
pub mod metrics;
/// The types both sides speak.
pub mod model;
/// Finished pages in memory.
#[cfg(feature = "ssr")]
pub mod page_cache;
/// Views made into HTML.
#[cfg(feature = "ssr")]
pub mod pages;
/// Rows of the store made into the model's types.
#[cfg(feature = "ssr")]
pub mod reading;
/// What a server function knows of its request.
#[cfg(feature = "ssr")]
pub mod request;
/// What comments are held against: rules that block, and the names of those who write here.
#[cfg(feature = "ssr")]
pub mod screening;
/// The web server.
#[cfg(feature = "ssr")]
pub mod server;
/// Categories, tags, old addresses, menu, settings.
#[cfg(feature = "ssr")]
pub mod site_management;
/// Pictures drawn for posts without one.
#[cfg(feature = "ssr")]
pub mod social_card;
/// What every request shares.
#[cfg(feature = "ssr")]
pub mod state;
/// All SQL.
#[cfg(feature = "ssr")]
pub mod store;
/// What programs read: feeds, sitemaps.
#[cfg(feature = "ssr")]
pub mod syndication;
/// Markdown and HTML, slugs, folding.
#[cfg(feature = "ssr")]
pub mod text;
/// Content in and out.
#[cfg(feature = "ssr")]
pub mod transfer;
/// Writing posts and pages.
#[cfg(feature = "ssr")]
pub mod writing;

/// Takes over the page that the server rendered. The admin has a client of its own; one with both is for developing.
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
