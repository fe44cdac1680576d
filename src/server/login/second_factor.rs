use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::forms::{ask_second_factor, login_page, login_response, refuse_with};
use super::{AuthRequest, LoginRedirect, count_attempt, start_session};
use crate::accounts::event::{EventClient, record};
use crate::admin::login::{RecoveryForm, show_recovery};
use crate::auth::{pending_second_factor, recovery};
use crate::i18n::admin::admin_texts;
use crate::model::admin::account::AccountEventKind;
use crate::model::error::{Error, Rejection};
use crate::store::{recovery_codes, users};

/// Handles `GET /admin/login/recovery`: for accounts without a password.
pub async fn show(
    auth_request: AuthRequest,
    Query(LoginRedirect { next, .. }): Query<LoginRedirect>,
) -> Result<Response, Error> {
    let form = RecoveryForm { next, ..RecoveryForm::default() };
    Ok(login_response(StatusCode::OK, show_recovery(&login_page(&auth_request.state).await?, form)))
}

/// Fields of the recovery form: the token of the first step, or an email address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct RecoverySubmission {
    pending_second_factor: String,
    email: String,
    code: String,
    next: String,
}

/// Handles `POST /admin/login/recovery`.
pub async fn recover(auth_request: AuthRequest, Form(sent): Form<RecoverySubmission>) -> Result<Response, Error> {
    let state = &auth_request.state;
    let texts = &admin_texts(state.settings().site.language).login;
    let first =
        pending_second_factor::find(&state.signer, &mut *state.store.read().await?, &sent.pending_second_factor)
            .await?;
    if first.is_none() && !sent.pending_second_factor.is_empty() {
        let error = Rejection { field: String::new(), text: texts.second_expired.to_owned() };
        return refuse_with(&auth_request, StatusCode::UNPROCESSABLE_ENTITY, String::new(), sent.next, vec![error])
            .await;
    }
    let is_second = first.is_some();
    let user = match first {
        Some(first) => Some(first),
        // Accounts with a password need that first.
        None => users::find_by_email(&mut *state.store.read().await?, sent.email.trim())
            .await?
            .filter(|user| user.password_hash.is_none()),
    };
    let account = user.as_ref().map_or(&sent.email, |user| &user.email);
    let error = match count_attempt(&auth_request, account, user.as_ref()).await {
        Err(error) => error,
        Ok(()) => {
            // Unknown accounts take the same path, so that the response time does not reveal whether an account exists.
            let id = user.as_ref().map_or(0, |user| user.id);
            let mut writing = state.store.write().await?;
            let hash = recovery::hash(&sent.code).unwrap_or_default();
            let is_right = recovery_codes::use_up(&mut writing, id, &hash).await?;
            if is_right {
                let source = EventClient::of(auth_request.client_info, &auth_request.headers);
                record(&mut writing, id, AccountEventKind::RecoveryCodeUsed, "", &source).await?;
            }
            writing.commit().await?;
            if let Some(user) = user.as_ref().filter(|_| is_right) {
                return start_session(&auth_request, user, &sent.next).await;
            }
            let text = if is_second { texts.code_wrong } else { texts.account_or_code_wrong };
            Rejection { field: "code".to_owned(), text: text.to_owned() }
        }
    };
    match user {
        Some(user) if is_second => ask_second_factor(&auth_request, &user, sent.next, vec![error]).await,
        _ => {
            let form = RecoveryForm { email: sent.email, next: sent.next, errors: vec![error] };
            let page = show_recovery(&login_page(state).await?, form);
            Ok(login_response(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}
