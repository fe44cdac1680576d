use axum::Form;
use axum::extract::{Extension, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::second::ask_second;
use super::{Asker, answer, count_attempt, entrance, let_in, place};
use crate::admin::entrance::{LoginForm, show_login, show_setup_needed};
use crate::auth::caller::Caller;
use crate::auth::{password, session};
use crate::i18n::admin::admin_texts;
use crate::membership::passkey::has_second_factor;
use crate::model::error::{Error, Rejection};
use crate::state::State;
use crate::store::users;

/// Where to go after logging in, and why it is asked for.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    pub next: String,
    /// There when a backup has been restored.
    pub restored: Option<String>,
}

/// `GET /admin/login`
pub async fn show(asker: Asker, Query(Next { next, restored }): Query<Next>) -> Result<Response, Error> {
    let state = &asker.state;
    if session::authenticate(state, asker.caller, &asker.headers).await.is_ok() {
        return Ok(Redirect::to(place(&next)).into_response());
    }
    let entrance = entrance(state).await?;
    if !users::any(&mut *state.store.read().await?).await? {
        return Ok(answer(StatusCode::OK, show_setup_needed(&entrance, false)));
    }
    let (takes_passkeys, is_restored) = (asker.takes_passkeys(), restored.is_some());
    let form = LoginForm { next, takes_passkeys, is_restored, ..LoginForm::default() };
    Ok(answer(StatusCode::OK, show_login(&entrance, form)))
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    email: String,
    password: String,
    next: String,
}

/// `POST /admin/login`
pub async fn log_in(asker: Asker, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let state = &asker.state;
    let texts = &admin_texts(state.settings().site.language).entrance;
    let user = users::find_by_email(&mut *state.store.read().await?, sent.email.trim()).await?;
    if let Err(error) = count_attempt(&asker, &sent.email, user.as_ref()).await {
        return refuse_with(&asker, StatusCode::TOO_MANY_REQUESTS, sent.email, sent.next, vec![error]).await;
    }
    let stored = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let verdict = password::verify(&sent.password, stored).await?;
    let user = match (user, verdict) {
        (Some(user), password::Verdict::Right | password::Verdict::RightButOld) => user,
        _ => {
            let error = Rejection { field: String::new(), text: texts.wrong.to_owned() };
            return refuse_with(&asker, StatusCode::UNPROCESSABLE_ENTITY, sent.email, sent.next, vec![error]).await;
        }
    };
    if verdict == password::Verdict::RightButOld {
        let hash = password::hash(&sent.password).await?;
        let mut writing = state.store.write().await?;
        users::rehash_password(&mut writing, user.id, &hash).await?;
        writing.commit().await?;
    }
    if has_second_factor(&mut *state.store.read().await?, user.id).await? {
        return ask_second(&asker, &user, sent.next, Vec::new()).await;
    }
    let_in(&asker, &user, &sent.next).await
}

/// The form again, without the password, and what is wrong.
pub async fn refuse_with(
    asker: &Asker,
    status: StatusCode,
    email: String,
    next: String,
    errors: Vec<Rejection>,
) -> Result<Response, Error> {
    let form = LoginForm { email, next, takes_passkeys: asker.takes_passkeys(), is_restored: false, errors };
    Ok(answer(status, show_login(&entrance(&asker.state).await?, form)))
}

/// `POST /admin/logout`
pub async fn log_out(
    Shared(state): Shared<State>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let cookie = session::end(&state, caller, &headers).await?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to("/admin/login")).into_response())
}
