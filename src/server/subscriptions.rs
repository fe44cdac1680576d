//! What readers are told by mail: one page for all subscriptions of an address, which a link in each mail leads to.

use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Form, Router};
use serde::Deserialize;

use super::login::{login_page, login_response};
use crate::admin::login::{Subscription, show_subscriptions, show_subscriptions_unknown};
use crate::auth::mail_address_token;
use crate::clock::now;
use crate::i18n::admin::admin_texts;
use crate::model::address::paths::{SUBSCRIPTIONS, UNSUBSCRIBE};
use crate::model::address::post_path;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::reply_subscriptions;

/// Returns the routes of the page and of the request that mail programs send.
pub fn routes() -> Router<AppState> {
    Router::new().route(SUBSCRIPTIONS, get(show).post(end)).route(UNSUBSCRIBE, post(end_at_once).get(show))
}

/// Query of a link in a mail, and fields of the forms.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SubscriptionLink {
    token: String,
    /// The subscription to confirm.
    confirm: Option<i64>,
    /// The subscription to end; `None` in a form: all.
    id: Option<i64>,
}

/// Handles `GET /mail/subscriptions`. A link that confirms does so at once: whoever follows it reads the mail of the
/// address, and the page offers to undo it.
async fn show(
    Shared(state): Shared<AppState>,
    Query(SubscriptionLink { token, confirm, .. }): Query<SubscriptionLink>,
) -> Result<Response, Error> {
    let Some(email) = mail_address_token::verify(&state.signer, &token) else { return refuse(&state).await };
    let texts = &admin_texts(state.settings().site.language).login;
    let said = match confirm {
        None => None,
        Some(id) => {
            let mut writing = state.store.write().await?;
            reply_subscriptions::confirm(&mut writing, id, &email, now()).await?;
            writing.commit().await?;
            Some(texts.subscription_confirmed)
        }
    };
    list(&state, &email, &token, said).await
}

/// Handles `POST /mail/subscriptions`: ends one subscription, or all.
async fn end(
    Shared(state): Shared<AppState>,
    Form(SubscriptionLink { token, id, .. }): Form<SubscriptionLink>,
) -> Result<Response, Error> {
    let Some(email) = mail_address_token::verify(&state.signer, &token) else { return refuse(&state).await };
    let mut writing = state.store.write().await?;
    match id {
        Some(id) => reply_subscriptions::remove(&mut writing, id, &email).await?,
        None => drop(reply_subscriptions::remove_all(&mut writing, &email).await?),
    }
    writing.commit().await?;
    let texts = &admin_texts(state.settings().site.language).login;
    list(&state, &email, &token, Some(texts.unsubscribed)).await
}

/// Handles `POST /mail/unsubscribe`, which mail programs send without showing the page (RFC 8058). The body says only
/// that it is such a request.
async fn end_at_once(
    Shared(state): Shared<AppState>,
    Query(SubscriptionLink { token, id, .. }): Query<SubscriptionLink>,
) -> Result<Response, Error> {
    let Some(email) = mail_address_token::verify(&state.signer, &token) else { return refuse(&state).await };
    if let Some(id) = id {
        let mut writing = state.store.write().await?;
        reply_subscriptions::remove(&mut writing, id, &email).await?;
        writing.commit().await?;
    }
    let texts = &admin_texts(state.settings().site.language).login;
    list(&state, &email, &token, Some(texts.unsubscribed)).await
}

async fn list(state: &AppState, email: &str, token: &str, said: Option<&'static str>) -> Result<Response, Error> {
    let rows = reply_subscriptions::list_of(&mut *state.store.read().await?, email).await?;
    let subscriptions =
        rows.into_iter().map(|row| Subscription { id: row.id, path: post_path(row.kind, &row.slug), title: row.title });
    let page = show_subscriptions(&login_page(state).await?, email, token, subscriptions.collect(), said);
    Ok(login_response(StatusCode::OK, page))
}

async fn refuse(state: &AppState) -> Result<Response, Error> {
    Ok(login_response(StatusCode::FORBIDDEN, show_subscriptions_unknown(&login_page(state).await?)))
}
