//! Pages for users who have forgotten their password. Without mail there are none: an administrator makes a link then.

use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::forms::{ask_second_factor, login_page, login_response, resets_by_mail};
use super::{AuthRequest, count_attempt, start_session};
use crate::accounts::event::EventClient;
use crate::accounts::messages::password_error_text;
use crate::accounts::passkey::has_second_factor;
use crate::accounts::password_reset::{request_link, reset as set_password};
use crate::admin::login::{
    ForgottenForm, ResetForm, show_forgotten, show_forgotten_sent, show_reset, show_reset_invalid,
};
use crate::auth::{password, password_reset};
use crate::i18n::admin::admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::error::{Error, Rejection};
use crate::store::users::UserRow;
use crate::text::is_email;

/// Handles `GET /admin/login/forgotten`.
pub async fn ask(auth_request: AuthRequest) -> Result<Response, Error> {
    ask_with(&auth_request, StatusCode::OK, ForgottenForm::default()).await
}

async fn ask_with(auth_request: &AuthRequest, status: StatusCode, form: ForgottenForm) -> Result<Response, Error> {
    if !resets_by_mail(&auth_request.state) {
        return Err(Error::NotFound);
    }
    Ok(login_response(status, show_forgotten(&login_page(&auth_request.state).await?, form)))
}

/// Fields of the form that asks for a link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ForgottenSubmission {
    email: String,
}

/// Handles `POST /admin/login/forgotten`: queues a link, and answers the same whether there is such an account or not.
pub async fn send(
    auth_request: AuthRequest,
    Form(ForgottenSubmission { email }): Form<ForgottenSubmission>,
) -> Result<Response, Error> {
    let state = &auth_request.state;
    let texts = &admin_texts(state.settings().site.language).login;
    if !is_email(email.trim()) {
        let errors = vec![Rejection { field: "email".to_owned(), text: texts.not_an_email.to_owned() }];
        return ask_with(&auth_request, StatusCode::UNPROCESSABLE_ENTITY, ForgottenForm { email, errors }).await;
    }
    if let Err(error) = count_attempt(&auth_request, &email, None).await {
        let form = ForgottenForm { email, errors: vec![error] };
        return ask_with(&auth_request, StatusCode::TOO_MANY_REQUESTS, form).await;
    }
    if !resets_by_mail(state) {
        return Err(Error::NotFound);
    }
    request_link(state, &email);
    Ok(login_response(StatusCode::OK, show_forgotten_sent(&login_page(state).await?, email.trim())))
}

/// Query of a link.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResetLink {
    token: String,
}

/// Handles `GET /admin/login/reset`.
pub async fn show(auth_request: AuthRequest, Query(ResetLink { token }): Query<ResetLink>) -> Result<Response, Error> {
    match find(&auth_request, &token).await? {
        Some(user) => ask_password(&auth_request, user, token, Vec::new()).await,
        None => refuse(&auth_request).await,
    }
}

/// Fields of the form for another password.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct ResetSubmission {
    token: String,
    password: String,
}

/// Handles `POST /admin/login/reset`: sets the password, and logs the user in unless there is a second factor to ask for.
pub async fn reset(auth_request: AuthRequest, Form(sent): Form<ResetSubmission>) -> Result<Response, Error> {
    let state = &auth_request.state;
    let Some(user) = find(&auth_request, &sent.token).await? else { return refuse(&auth_request).await };
    let title = login_page(state).await?.site;
    if let Err(kind) = password::check(&sent.password, &[&user.email, &user.name, &title]) {
        let text = password_error_text(kind, admin_texts(state.settings().site.language));
        let error = Rejection { field: "password".to_owned(), text };
        return ask_password(&auth_request, user, sent.token, vec![error]).await;
    }
    let hash = password::hash(&sent.password).await?;
    let source = EventClient::of(auth_request.client_info, &auth_request.headers);
    let Some(user) = set_password(state, &sent.token, &hash, &source).await? else {
        return refuse(&auth_request).await;
    };
    let next = AdminAddress::Dashboard.path();
    match has_second_factor(&mut *state.store.read().await?, user.id).await? {
        true => ask_second_factor(&auth_request, &user, next.to_owned(), Vec::new()).await,
        false => start_session(&auth_request, &user, next).await,
    }
}

async fn find(auth_request: &AuthRequest, token: &str) -> Result<Option<UserRow>, Error> {
    password_reset::find(&auth_request.state.signer, &mut *auth_request.state.store.read().await?, token).await
}

async fn ask_password(
    auth_request: &AuthRequest,
    user: UserRow,
    token: String,
    errors: Vec<Rejection>,
) -> Result<Response, Error> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = ResetForm { token, name: user.name, email: user.email, errors };
    Ok(login_response(status, show_reset(&login_page(&auth_request.state).await?, form)))
}

async fn refuse(auth_request: &AuthRequest) -> Result<Response, Error> {
    Ok(login_response(StatusCode::FORBIDDEN, show_reset_invalid(&login_page(&auth_request.state).await?)))
}
