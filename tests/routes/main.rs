//! The site's routes, through the real router and without a socket: one file per kind of address.

mod account;
mod api;
#[path = "../../src/auth/passkey/authenticator.rs"]
mod authenticator;
mod backup;
mod cache;
mod clock;
mod comments;
mod dashboard;
mod discussion;
mod entrance;
mod feeds;
mod gone;
mod headers;
mod health;
mod limits;
mod listings;
mod media;
mod menu;
mod metadata;
mod moderation;
mod moderator;
mod old_addresses;
mod people;
mod posts;
mod queue;
mod redirects;
mod roles;
mod search;
mod settings;
mod site;
mod sitemap;
mod spam;
mod terms;
mod users;
mod writing;
