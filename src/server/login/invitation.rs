use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::forms::{login_page, login_response};
use super::{AuthRequest, start_session};
use crate::accounts::event::EventClient;
use crate::accounts::messages::password_error_text;
use crate::accounts::{Sessions, change_password, drop_second_factor};
use crate::admin::login::{InvitationForm, show_invitation, show_invitation_invalid};
use crate::auth::{invitation, password};
use crate::i18n::admin::admin_texts;
use crate::model::address::admin::AdminAddress;
use crate::model::error::{Error, Rejection};
use crate::store::users::UserRow;

/// Query of an invitation link.
#[derive(Debug, Default, Deserialize)]
pub struct InvitationLink {
    #[serde(default)]
    token: String,
}

/// Handles `GET /admin/invitation`.
pub async fn show(
    auth_request: AuthRequest,
    Query(InvitationLink { token }): Query<InvitationLink>,
) -> Result<Response, Error> {
    match find(&auth_request, &token).await? {
        Some(user) => ask(&auth_request, user, token, Vec::new()).await,
        None => refuse(&auth_request).await,
    }
}

/// Fields of the invitation form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct InvitationSubmission {
    token: String,
    password: String,
}

/// Handles `POST /admin/invitation`: sets the password and logs the user in. Earlier sessions and second factors are
/// removed.
pub async fn accept(auth_request: AuthRequest, Form(sent): Form<InvitationSubmission>) -> Result<Response, Error> {
    let state = &auth_request.state;
    let Some(user) = find(&auth_request, &sent.token).await? else { return refuse(&auth_request).await };
    let title = login_page(state).await?.site;
    if let Err(kind) = password::check(&sent.password, &[&user.email, &user.name, &title]) {
        let text = password_error_text(kind, admin_texts(state.settings().site.language));
        let error = Rejection { field: "password".to_owned(), text };
        return ask(&auth_request, user, sent.token, vec![error]).await;
    }
    let hash = password::hash(&sent.password).await?;
    let mut writing = state.store.write().await?;
    // The same link may have been used meanwhile.
    let Some(user) = invitation::find(&state.signer, &mut writing, &sent.token).await? else {
        drop(writing);
        return refuse(&auth_request).await;
    };
    let source = EventClient::of(auth_request.client_info, &auth_request.headers);
    change_password(&mut writing, user.id, &hash, Sessions::End { but: None }, &source).await?;
    drop_second_factor(&mut writing, user.id, &source).await?;
    writing.commit().await?;
    start_session(&auth_request, &user, AdminAddress::Dashboard.path()).await
}

async fn find(auth_request: &AuthRequest, token: &str) -> Result<Option<UserRow>, Error> {
    invitation::find(&auth_request.state.signer, &mut *auth_request.state.store.read().await?, token).await
}

async fn ask(
    auth_request: &AuthRequest,
    user: UserRow,
    token: String,
    errors: Vec<Rejection>,
) -> Result<Response, Error> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let is_new = user.seen_at.is_none();
    let form = InvitationForm { token, name: user.name, email: user.email, is_new, errors };
    Ok(login_response(status, show_invitation(&login_page(&auth_request.state).await?, form)))
}

async fn refuse(auth_request: &AuthRequest) -> Result<Response, Error> {
    Ok(login_response(StatusCode::FORBIDDEN, show_invitation_invalid(&login_page(&auth_request.state).await?)))
}
