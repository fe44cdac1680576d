use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};

use super::RequestError;
use crate::auth::client_info::ClientInfo;
use crate::auth::session::authenticate;
use crate::model::error::Error;
use crate::server::error_response::{ErrorFormat, JsonError};
use crate::state::AppState;

/// Asks for the session before anything of a body is read. Whoever takes the body looks at the session again, and at
/// the role: until it has come, both may have changed.
///
/// # Errors
/// The answer: 401, or 503 while the database cannot be asked.
pub async fn require_session(state: &AppState, client_info: ClientInfo, headers: &HeaderMap) -> Result<(), Response> {
    let language = state.settings().site.language;
    match authenticate(&state.store, client_info, headers).await {
        Ok(_) => Ok(()),
        Err(Error::Unavailable) => Err(RequestError::Unavailable.answer(language, ErrorFormat::Json, None)),
        Err(error) => Err(JsonError(error).into_response()),
    }
}
