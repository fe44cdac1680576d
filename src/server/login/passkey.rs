use axum::http::StatusCode;
use axum::response::Response;
use axum::{Form, Json};
use serde::Deserialize;

use super::forms::{ask_second_factor, refuse_with};
use super::{AuthRequest, count_attempt, start_session};
use crate::accounts::passkey;
use crate::auth::pending_second_factor;
use crate::i18n::admin::admin_texts;
use crate::model::admin::account::PasskeyChallenge;
use crate::model::error::{Error, Rejection};
use crate::store::users::UserRow;

/// Fields of the passkey form. The first request has neither ceremony nor credential.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct PasskeySubmission {
    ceremony: String,
    /// JSON.
    credential: String,
    /// At the second step, the token of the first one.
    pending_second_factor: String,
    next: String,
}

/// Handles `POST /admin/login/passkey/start`: returns the challenge for the browser.
pub async fn start(
    auth_request: AuthRequest,
    Form(sent): Form<PasskeySubmission>,
) -> Result<Json<PasskeyChallenge>, Error> {
    let first = find_first(&auth_request, &sent.pending_second_factor).await?.map(|user| user.id);
    Ok(Json(passkey::start_login(&auth_request.state, auth_request.client_info, &auth_request.origin(), first).await?))
}

/// Handles `POST /admin/login/passkey`.
pub async fn log_in(auth_request: AuthRequest, Form(sent): Form<PasskeySubmission>) -> Result<Response, Error> {
    let state = &auth_request.state;
    let first = find_first(&auth_request, &sent.pending_second_factor).await?;
    let counted = match &first {
        Some(user) => count_attempt(&auth_request, &user.email, Some(user)).await,
        None => count_anonymous(&auth_request).await,
    };
    let found = match counted {
        Ok(()) => passkey::finish_login(state, &auth_request.origin(), &sent.ceremony, &sent.credential).await,
        Err(rejection) => Err(Error::Rejected(vec![rejection])),
    };
    match (found, first) {
        // A passkey suffices alone, so it does not matter whose password was entered before.
        (Ok(user), _) => start_session(&auth_request, &user, &sent.next).await,
        (Err(Error::Rejected(errors)), Some(first)) => {
            ask_second_factor(&auth_request, &first, sent.next, errors).await
        }
        (Err(Error::Rejected(errors)), None) => {
            refuse_with(&auth_request, StatusCode::UNPROCESSABLE_ENTITY, String::new(), sent.next, errors).await
        }
        (Err(error), _) => Err(error),
    }
}

async fn find_first(auth_request: &AuthRequest, token: &str) -> Result<Option<UserRow>, Error> {
    pending_second_factor::find(&auth_request.state.signer, &mut *auth_request.state.store.read().await?, token).await
}

/// Counts an attempt that names no account.
async fn count_anonymous(auth_request: &AuthRequest) -> Result<(), Rejection> {
    auth_request.state.login_limit.take(auth_request.client_info.address).await.map_err(|minutes| {
        let texts = &admin_texts(auth_request.state.settings().site.language).login;
        Rejection { field: String::new(), text: (texts.too_many)(minutes) }
    })
}
