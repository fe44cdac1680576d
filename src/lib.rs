//! Longan: a publishing site in one binary. ARCHITECTURE.md describes the modules and their layers.

// Rendering nests types deeply.
#![recursion_limit = "256"]

/// User accounts: adding, changing and removing them.
#[cfg(feature = "ssr")]
pub mod accounts;
/// The admin: views for writing, moderation and management.
pub mod admin;
/// Server functions, which are the whole public API.
pub mod api;
/// The client of the public pages, which runs in a reader's browser.
pub mod app;
/// Authentication and authorization.
#[cfg(feature = "ssr")]
pub mod auth;
/// Wrappers of browser APIs.
pub mod browser;
/// The command-line interface: one file per command.
#[cfg(feature = "ssr")]
pub mod cli;
/// The time, which tests can set.
#[cfg(feature = "ssr")]
pub mod clock;
/// Submission, validation, classification and moderation of comments.
#[cfg(feature = "ssr")]
pub mod commenting;
/// View components of the public pages.
pub mod components;
/// The site's settings.
#[cfg(feature = "ssr")]
pub mod config;
/// Tests that the cost of parsers is linear.
#[cfg(all(test, feature = "ssr"))]
mod cost;
/// `make dev`: reloads open pages after a rebuild.
#[cfg(feature = "dev")]
pub mod dev_reload;
/// All text that a user sees.
pub mod i18n;
/// Pictures: upload, re-encoding and resizing.
#[cfg(feature = "ssr")]
pub mod media;
/// Prometheus metrics of the server.
#[cfg(feature = "ssr")]
pub mod metrics;
/// The types that server and client share.
pub mod model;
/// In-memory cache of rendered pages.
#[cfg(feature = "ssr")]
pub mod page_cache;
/// Rendering of pages to HTML.
#[cfg(feature = "ssr")]
pub mod pages;
/// Read side: conversion of database rows to the types of the model.
#[cfg(feature = "ssr")]
pub mod reading;
/// What server functions know about the current request.
#[cfg(feature = "ssr")]
pub mod request;
/// Screening of comments against block rules and the names of staff.
#[cfg(feature = "ssr")]
pub mod screening;
/// The web server.
#[cfg(feature = "ssr")]
pub mod server;
/// Management of categories, tags, redirects, menu and settings.
#[cfg(feature = "ssr")]
pub mod site_management;
/// Social cards: pictures drawn for posts that have none.
#[cfg(feature = "ssr")]
pub mod social_card;
/// Application state shared by all requests.
#[cfg(feature = "ssr")]
pub mod state;
/// The database: all SQL.
#[cfg(feature = "ssr")]
pub mod store;
/// Machine-readable formats: feeds, sitemaps, oEmbed and robots.txt.
#[cfg(feature = "ssr")]
pub mod syndication;
/// Text processing: Markdown, HTML, slugs, folding, search.
#[cfg(feature = "ssr")]
pub mod text;
/// Import and export of content.
#[cfg(feature = "ssr")]
pub mod transfer;
/// Editing, publishing and scheduling of posts and pages.
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
