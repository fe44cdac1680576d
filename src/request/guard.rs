//! Guards: what stands at the beginning of every server function of the admin. They return who may go on.

use axum::http::request::Parts;
use leptos::prelude::use_context;

use super::{client_info, state};
use crate::auth::session::{RecentlyAuthenticated, SignedIn, authenticate};
use crate::model::error::Error;
use crate::model::user::Role;

/// Anybody who is logged in. What belongs to others is checked where it is found.
pub async fn require_author() -> Result<SignedIn, Error> {
    require(Role::Author).await
}

/// Somebody who may change what others have written.
pub async fn require_editor() -> Result<SignedIn, Error> {
    require(Role::Editor).await
}

/// Somebody who may change the site itself.
pub async fn require_administrator() -> Result<SignedIn, Error> {
    require(Role::Administrator).await
}

/// Anybody who is logged in and has shown password or passkey within the last minutes.
pub async fn require_recent_author() -> Result<RecentlyAuthenticated, Error> {
    require(Role::Author).await?.require_recent()
}

/// The same for what only administrators may.
pub async fn require_recent_administrator() -> Result<RecentlyAuthenticated, Error> {
    require(Role::Administrator).await?.require_recent()
}

async fn require(role: Role) -> Result<SignedIn, Error> {
    let parts = use_context::<Parts>().ok_or(Error::Internal)?;
    authenticate(&state()?.store, client_info()?, &parts.headers).await?.require(role)
}
