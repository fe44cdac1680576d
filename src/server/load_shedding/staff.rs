use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::RequestError;
use crate::auth::client_info::ClientInfo;
use crate::auth::session::authenticate;
use crate::model::error::Error;
use crate::model::user::User;
use crate::server::error_response::{ErrorFormat, JsonError, KnownSite};
use crate::state::AppState;

/// Requires a session before the body is read. The handler checks session and role again, since both may change while
/// the body arrives.
///
/// # Errors
/// The response: 401 without a session, or 503 if the database is unavailable.
pub async fn require_session(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
) -> Result<User, Box<Response>> {
    match authenticate(&state.store, client_info, headers).await {
        Ok(signed_in) => Ok(signed_in.user),
        Err(Error::Unavailable) => {
            let site = KnownSite::of(state);
            Err(Box::new(RequestError::Unavailable.answer(&site, ErrorFormat::Json, None)))
        }
        Err(error) => Err(Box::new(JsonError(error).into_response())),
    }
}
