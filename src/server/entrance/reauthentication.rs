use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use serde::Deserialize;

use super::login::Next;
use super::{Asker, answer, entrance, place};
use crate::admin::entrance::{ReauthenticationForm, show_reauthentication};
use crate::auth::session::{SignedIn, authenticate};
use crate::membership::reauthentication::{self, Shown};
use crate::model::admin::account::PasskeyChallenge;
use crate::model::error::{Error, Rejection};

/// `GET /admin/reauthenticate`: for those whose browser runs no script; others are asked where they are.
pub async fn show(asker: Asker, Query(Next { next, .. }): Query<Next>) -> Result<Response, Error> {
    match find(&asker).await? {
        Some(signed_in) => ask(&asker, &signed_in, next, Vec::new()).await,
        None => Ok(Redirect::to("/admin/login").into_response()),
    }
}

/// What the forms send: a password, or a passkey, first without ceremony and credential.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    password: String,
    ceremony: String,
    /// JSON.
    credential: String,
    next: String,
}

/// `POST /admin/reauthenticate`
pub async fn by_password(asker: Asker, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let Some(signed_in) = find(&asker).await? else { return Ok(Redirect::to("/admin/login").into_response()) };
    let Asker { state, caller, headers, .. } = &asker;
    let shown = reauthentication::by_password(state, *caller, headers, &signed_in, &sent.password).await;
    conclude(&asker, &signed_in, sent.next, shown).await
}

/// `POST /admin/reauthenticate/passkey/start`: what the browser is to ask its person for.
pub async fn start_passkey(asker: Asker) -> Result<Json<PasskeyChallenge>, Error> {
    let signed_in = find(&asker).await?.ok_or(Error::Unauthorized)?;
    let challenge = reauthentication::start_passkey(&asker.state, asker.caller, &signed_in, &asker.origin()).await?;
    Ok(Json(challenge))
}

/// `POST /admin/reauthenticate/passkey`
pub async fn by_passkey(asker: Asker, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let Some(signed_in) = find(&asker).await? else { return Ok(Redirect::to("/admin/login").into_response()) };
    let Asker { state, caller, headers, .. } = &asker;
    let shown = Shown { origin: &asker.origin(), ceremony: &sent.ceremony, answer: &sent.credential };
    let shown = reauthentication::by_passkey(state, *caller, headers, &signed_in, shown).await;
    conclude(&asker, &signed_in, sent.next, shown).await
}

async fn find(asker: &Asker) -> Result<Option<SignedIn>, Error> {
    match authenticate(&asker.state, asker.caller, &asker.headers).await {
        Ok(signed_in) => Ok(Some(signed_in)),
        Err(Error::Unauthorized) => Ok(None),
        Err(error) => Err(error),
    }
}

async fn conclude(
    asker: &Asker,
    signed_in: &SignedIn,
    next: String,
    shown: Result<(), Error>,
) -> Result<Response, Error> {
    match shown {
        Ok(()) => Ok(Redirect::to(place(&next)).into_response()),
        Err(Error::Rejected(errors)) => ask(asker, signed_in, next, errors).await,
        Err(error) => Err(error),
    }
}

async fn ask(asker: &Asker, signed_in: &SignedIn, next: String, errors: Vec<Rejection>) -> Result<Response, Error> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let ways = reauthentication::read(&asker.state, signed_in).await?;
    let form = ReauthenticationForm {
        email: ways.email,
        has_password: ways.has_password,
        takes_passkeys: ways.has_passkeys && asker.takes_passkeys(),
        next,
        errors,
    };
    Ok(answer(status, show_reauthentication(&entrance(&asker.state).await?, form)))
}
