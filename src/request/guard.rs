//! Guards at the beginning of the admin's server functions. They return the authorized session.

use axum::http::request::Parts;
use leptos::prelude::use_context;

use super::{client_info, state};
use crate::auth::session::{RecentlyAuthenticated, SignedIn, authenticate};
use crate::model::error::Error;
use crate::model::user::Role;

/// Requires any logged-in user. Access to other users' data is checked where it is read.
pub async fn require_author() -> Result<SignedIn, Error> {
    require(Role::Author).await
}

/// Requires a user who may edit what others have written.
pub async fn require_editor() -> Result<SignedIn, Error> {
    require(Role::Editor).await
}

/// Requires a user who may change the site itself.
pub async fn require_administrator() -> Result<SignedIn, Error> {
    require(Role::Administrator).await
}

/// Requires any logged-in user who has recently authenticated.
pub async fn require_recent_author() -> Result<RecentlyAuthenticated, Error> {
    require(Role::Author).await?.require_recent()
}

/// Requires an administrator who has recently authenticated.
pub async fn require_recent_administrator() -> Result<RecentlyAuthenticated, Error> {
    require(Role::Administrator).await?.require_recent()
}

async fn require(role: Role) -> Result<SignedIn, Error> {
    let parts = use_context::<Parts>().ok_or(Error::Internal)?;
    authenticate(&state()?.store, client_info()?, &parts.headers).await?.require(role)
}
