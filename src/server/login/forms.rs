//! Login pages that are returned by several handlers.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};

use super::AuthRequest;
use crate::admin::login::{LoginForm, LoginPage, SecondFactorForm, show_login, show_second_factor};
use crate::auth::pending_second_factor;
use crate::model::error::{Error, Rejection};
use crate::reading::site::read_title;
use crate::server::assets::ClientFiles;
use crate::server::headers::of_login;
use crate::state::AppState;
use crate::store::users::UserRow;

/// Reads what every login page shows.
pub async fn login_page(state: &AppState) -> Result<LoginPage, Error> {
    let settings = state.settings();
    let site = read_title(&mut *state.store.read().await?, &settings).await?;
    Ok(LoginPage { language: settings.site.language, site, style: ClientFiles::current().admin().style })
}

/// Returns whether users who have forgotten their password get a link by mail.
pub fn resets_by_mail(state: &AppState) -> bool {
    state.settings().mail_problem().is_none()
}

/// Builds the response of a login page, which is never cached.
pub fn login_response(status: StatusCode, page: String) -> Response {
    let headers =
        [(header::CACHE_CONTROL, HeaderValue::from_static("no-store")), (header::CONTENT_SECURITY_POLICY, of_login())];
    (status, headers, Html(page)).into_response()
}

/// Responds with the login form, without the password and with the errors.
pub async fn refuse_with(
    auth_request: &AuthRequest,
    status: StatusCode,
    email: String,
    next: String,
    errors: Vec<Rejection>,
) -> Result<Response, Error> {
    let form = LoginForm {
        email,
        next,
        takes_passkeys: auth_request.takes_passkeys(),
        resets_by_mail: resets_by_mail(&auth_request.state),
        is_restored: false,
        errors,
    };
    Ok(login_response(status, show_login(&login_page(&auth_request.state).await?, form)))
}

/// Responds with the second step, after the password was correct.
pub async fn ask_second_factor(
    auth_request: &AuthRequest,
    user: &UserRow,
    next: String,
    errors: Vec<Rejection>,
) -> Result<Response, Error> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = SecondFactorForm {
        email: user.email.clone(),
        pending_second_factor: pending_second_factor::issue(&auth_request.state.signer, user),
        next,
        takes_passkeys: auth_request.takes_passkeys(),
        errors,
    };
    Ok(login_response(status, show_second_factor(&login_page(&auth_request.state).await?, form)))
}
