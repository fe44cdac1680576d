//! Login, setup and logout: forms that work without script and are answered by redirects.

mod forms;
mod invitation;
mod passkey;
mod password;
mod password_reset;
mod reauthentication;
mod second_factor;
mod setup;

use axum::Router;
use axum::extract::{FromRef, FromRequestParts};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Uri, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;

pub use forms::{login_page, login_response};

use crate::accounts;
use crate::auth::client_info::ClientInfo;
use crate::auth::passkey::Site;
use crate::i18n::admin::admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::error::{Error, Rejection};
use crate::request::origin_of;
use crate::state::AppState;
use crate::store::users::UserRow;

/// Returns the routes of login, logout, invitation, reauthentication and setup.
pub fn routes() -> Router<AppState> {
    Router::new()
        .route(AdminAddress::Login.path(), get(password::show).post(password::log_in))
        .route(AdminAddress::PasskeyLogin.path(), post(passkey::log_in))
        .route(&AdminAddress::PasskeyLogin.ceremony_path(), post(passkey::start))
        .route(AdminAddress::RecoveryLogin.path(), get(second_factor::show).post(second_factor::recover))
        .route(AdminAddress::ForgottenPassword.path(), get(password_reset::ask).post(password_reset::send))
        .route(AdminAddress::PasswordReset.path(), get(password_reset::show).post(password_reset::reset))
        .route(AdminAddress::Logout.path(), post(password::log_out))
        .route(AdminAddress::Invitation.path(), get(invitation::show).post(invitation::accept))
        .route(AdminAddress::Reauthentication.path(), get(reauthentication::show).post(reauthentication::by_password))
        .route(AdminAddress::PasskeyReauthentication.path(), post(reauthentication::by_passkey))
        .route(&AdminAddress::PasskeyReauthentication.ceremony_path(), post(reauthentication::start_passkey))
        .route(AdminAddress::Setup.path(), get(setup::show).post(setup::set_up))
}

/// Request data that every login handler needs.
pub struct AuthRequest {
    state: AppState,
    client_info: ClientInfo,
    headers: HeaderMap,
    uri: Uri,
}

impl<S: Send + Sync> FromRequestParts<S> for AuthRequest
where
    AppState: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<AuthRequest, Error> {
        let client_info = parts.extensions.get::<ClientInfo>().copied().ok_or(Error::Internal)?;
        Ok(AuthRequest {
            state: AppState::from_ref(state),
            client_info,
            headers: parts.headers.clone(),
            uri: parts.uri.clone(),
        })
    }
}

impl AuthRequest {
    fn origin(&self) -> String {
        origin_of(&self.state, self.client_info, &self.headers, &self.uri)
    }

    /// Returns whether browsers allow passkeys at the site's origin.
    fn takes_passkeys(&self) -> bool {
        Site::at(&self.origin(), "").is_some()
    }
}

/// Query of the login page: where to redirect after login, and a notice.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LoginRedirect {
    pub next: String,
    /// Present after a backup was restored.
    pub restored: Option<String>,
}

/// Counts a login attempt on an account, identified by the name that was entered, or rejects it with the time to wait.
/// `user` is the account's user, if it exists.
async fn count_attempt(auth_request: &AuthRequest, account: &str, user: Option<&UserRow>) -> Result<(), Rejection> {
    let AuthRequest { state, client_info, headers, .. } = auth_request;
    let counted = accounts::login::count_attempt(state, *client_info, headers, account, user).await;
    counted.map_err(|minutes| {
        let texts = &admin_texts(state.settings().site.language).login;
        Rejection { field: String::new(), text: (texts.too_many)(minutes) }
    })
}

/// Logs a user in, and redirects them to `next`.
async fn start_session(auth_request: &AuthRequest, user: &UserRow, next: &str) -> Result<Response, Error> {
    let cookies =
        accounts::login::log_in(&auth_request.state, auth_request.client_info, &auth_request.headers, user).await?;
    let cookies = cookies.map(|cookie| (header::SET_COOKIE, cookie));
    Ok((AppendHeaders(cookies), Redirect::to(admin_path(next))).into_response())
}

/// Returns `next` if it is a path of the admin, else `/admin`: the login must not be an open redirect.
fn admin_path(next: &str) -> &str {
    let inside = next.split('?').next().is_some_and(AdminAddress::contains);
    let plain = next.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if inside && plain { next } else { AdminAddress::Dashboard.path() }
}
