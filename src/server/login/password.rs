use axum::Form;
use axum::extract::{Extension, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::forms::{ask_second_factor, login_page, login_response, refuse_with, resets_by_mail};
use super::{AuthRequest, LoginRedirect, admin_path, count_attempt, start_session};
use crate::accounts::passkey::has_second_factor;
use crate::admin::login::{LoginForm, show_login, show_setup_needed};
use crate::auth::client_info::ClientInfo;
use crate::auth::{password, session};
use crate::i18n::admin::admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::error::{Error, Rejection};
use crate::state::AppState;
use crate::store::users;

/// Handles `GET /admin/login`.
pub async fn show(
    auth_request: AuthRequest,
    Query(LoginRedirect { next, restored }): Query<LoginRedirect>,
) -> Result<Response, Error> {
    let state = &auth_request.state;
    if session::authenticate(&state.store, auth_request.client_info, &auth_request.headers).await.is_ok() {
        return Ok(Redirect::to(admin_path(&next)).into_response());
    }
    let login = login_page(state).await?;
    if !users::any(&mut *state.store.read().await?).await? {
        return Ok(login_response(StatusCode::OK, show_setup_needed(&login, false)));
    }
    let (takes_passkeys, is_restored) = (auth_request.takes_passkeys(), restored.is_some());
    let resets_by_mail = resets_by_mail(state);
    let form = LoginForm { next, takes_passkeys, resets_by_mail, is_restored, ..LoginForm::default() };
    Ok(login_response(StatusCode::OK, show_login(&login, form)))
}

/// Fields of the login form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct LoginSubmission {
    email: String,
    password: String,
    next: String,
}

/// Handles `POST /admin/login`.
pub async fn log_in(auth_request: AuthRequest, Form(sent): Form<LoginSubmission>) -> Result<Response, Error> {
    let state = &auth_request.state;
    let texts = &admin_texts(state.settings().site.language).login;
    let user = users::find_by_email(&mut *state.store.read().await?, sent.email.trim()).await?;
    if let Err(error) = count_attempt(&auth_request, &sent.email, user.as_ref()).await {
        return refuse_with(&auth_request, StatusCode::TOO_MANY_REQUESTS, sent.email, sent.next, vec![error]).await;
    }
    let stored = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let verdict = password::verify(&sent.password, stored).await?;
    let (Some(user), password::PasswordCheck::Right | password::PasswordCheck::RightButOld) = (user, verdict) else {
        let error = Rejection { field: String::new(), text: texts.wrong.to_owned() };
        return refuse_with(&auth_request, StatusCode::UNPROCESSABLE_ENTITY, sent.email, sent.next, vec![error]).await;
    };
    if verdict == password::PasswordCheck::RightButOld {
        let hash = password::hash(&sent.password).await?;
        let mut writing = state.store.write().await?;
        users::rehash_password(&mut writing, user.id, &hash).await?;
        writing.commit().await?;
    }
    if has_second_factor(&mut *state.store.read().await?, user.id).await? {
        return ask_second_factor(&auth_request, &user, sent.next, Vec::new()).await;
    }
    start_session(&auth_request, &user, &sent.next).await
}

/// Handles `POST /admin/logout`.
pub async fn log_out(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let cookie = session::end(&state.store, client_info, &headers).await?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(AdminAddress::Login.path())).into_response())
}
