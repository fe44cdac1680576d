use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use serde::Deserialize;

use super::forms::{login_page, login_response};
use super::{AuthRequest, LoginRedirect, admin_path};
use crate::accounts::reauthentication::{self, Shown};
use crate::admin::login::{ReauthenticationForm, show_reauthentication};
use crate::auth::session::{SignedIn, authenticate};
use crate::model::address::admin::AdminAddress;
use crate::model::admin::account::PasskeyChallenge;
use crate::model::error::{Error, Rejection};

/// Handles `GET /admin/reauthenticate`: for browsers without script. With script, the admin shows a dialog.
pub async fn show(
    auth_request: AuthRequest,
    Query(LoginRedirect { next, .. }): Query<LoginRedirect>,
) -> Result<Response, Error> {
    match find(&auth_request).await? {
        Some(signed_in) => ask(&auth_request, &signed_in, next, Vec::new()).await,
        None => Ok(Redirect::to(AdminAddress::Login.path()).into_response()),
    }
}

/// Fields of the forms: a password, or a passkey, whose first request has neither ceremony nor credential.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    password: String,
    ceremony: String,
    /// JSON.
    credential: String,
    next: String,
}

/// Handles `POST /admin/reauthenticate`.
pub async fn by_password(auth_request: AuthRequest, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let Some(signed_in) = find(&auth_request).await? else {
        return Ok(Redirect::to(AdminAddress::Login.path()).into_response());
    };
    let AuthRequest { state, client_info, headers, .. } = &auth_request;
    let shown = reauthentication::by_password(state, *client_info, headers, &signed_in, &sent.password).await;
    conclude(&auth_request, &signed_in, sent.next, shown).await
}

/// Handles `POST /admin/reauthenticate/passkey/start`: returns the challenge for the browser.
pub async fn start_passkey(auth_request: AuthRequest) -> Result<Json<PasskeyChallenge>, Error> {
    let signed_in = find(&auth_request).await?.ok_or(Error::Unauthorized)?;
    let challenge = reauthentication::start_passkey(
        &auth_request.state,
        auth_request.client_info,
        &signed_in,
        &auth_request.origin(),
    )
    .await?;
    Ok(Json(challenge))
}

/// Handles `POST /admin/reauthenticate/passkey`.
pub async fn by_passkey(auth_request: AuthRequest, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let Some(signed_in) = find(&auth_request).await? else {
        return Ok(Redirect::to(AdminAddress::Login.path()).into_response());
    };
    let AuthRequest { state, client_info, headers, .. } = &auth_request;
    let shown = Shown { origin: &auth_request.origin(), ceremony: &sent.ceremony, answer: &sent.credential };
    let shown = reauthentication::by_passkey(state, *client_info, headers, &signed_in, shown).await;
    conclude(&auth_request, &signed_in, sent.next, shown).await
}

async fn find(auth_request: &AuthRequest) -> Result<Option<SignedIn>, Error> {
    match authenticate(&auth_request.state.store, auth_request.client_info, &auth_request.headers).await {
        Ok(signed_in) => Ok(Some(signed_in)),
        Err(Error::Unauthorized) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn conclude(
    auth_request: &AuthRequest,
    signed_in: &SignedIn,
    next: String,
    shown: Result<(), Error>,
) -> Result<Response, Error> {
    match shown {
        Ok(()) => Ok(Redirect::to(admin_path(&next)).into_response()),
        Err(Error::Rejected(errors)) => ask(auth_request, signed_in, next, errors).await,
        Err(error) => Err(error),
    }
}

async fn ask(
    auth_request: &AuthRequest,
    signed_in: &SignedIn,
    next: String,
    errors: Vec<Rejection>,
) -> Result<Response, Error> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let ways = reauthentication::read(&auth_request.state, signed_in).await?;
    let form = ReauthenticationForm {
        email: ways.email,
        has_password: ways.has_password,
        takes_passkeys: ways.has_passkeys && auth_request.takes_passkeys(),
        next,
        errors,
    };
    Ok(login_response(status, show_reauthentication(&login_page(&auth_request.state).await?, form)))
}
