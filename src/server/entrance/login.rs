use axum::Form;
use axum::extract::{Extension, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{AppendHeaders, IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{answer, entrance};
use crate::admin::entrance::{LoginForm, show_login, show_setup_needed};
use crate::auth::caller::Caller;
use crate::auth::{password, session};
use crate::i18n::admin::admin_texts;
use crate::model::error::{Error, Rejection};
use crate::state::State;
use crate::store::users;

/// Where to go after logging in.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    #[serde(default)]
    next: String,
}

/// `GET /admin/login`
pub async fn show(
    Shared(state): Shared<State>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Error> {
    if session::authenticate(&state, caller, &headers).await.is_ok() {
        return Ok(Redirect::to(place(&next)).into_response());
    }
    let entrance = entrance(&state).await?;
    if !users::any(&mut *state.store.read().await?).await? {
        return Ok(answer(StatusCode::OK, show_setup_needed(&entrance, false)));
    }
    Ok(answer(StatusCode::OK, show_login(&entrance, LoginForm { next, ..LoginForm::default() })))
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
pub async fn log_in(
    Shared(state): Shared<State>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Form(sent): Form<Sent>,
) -> Result<Response, Error> {
    let user = users::find_by_email(&mut *state.store.read().await?, sent.email.trim()).await?;
    let stored = user.as_ref().and_then(|user| user.password_hash.as_deref());
    let verdict = password::verify(&sent.password, stored).await?;
    let user = match (user, verdict) {
        (Some(user), password::Verdict::Right | password::Verdict::RightButOld) => user,
        _ => {
            let texts = &admin_texts(state.settings().site.language).entrance;
            let errors = vec![Rejection { field: String::new(), text: texts.wrong.to_owned() }];
            let form = LoginForm { email: sent.email, next: sent.next, errors };
            return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, show_login(&entrance(&state).await?, form)));
        }
    };
    if verdict == password::Verdict::RightButOld {
        let hash = password::hash(&sent.password).await?;
        let mut writing = state.store.write().await?;
        users::set_password(&mut writing, user.id, &hash).await?;
        writing.commit().await?;
    }
    let cookie = session::begin(&state, caller, &headers, user.id).await?;
    Ok((AppendHeaders([(header::SET_COOKIE, cookie)]), Redirect::to(place(&sent.next))).into_response())
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

/// A path of the admin, and nothing else: a link to log in must not lead to another site.
fn place(next: &str) -> &str {
    let inside = next == "/admin" || next.starts_with("/admin/") || next.starts_with("/admin?");
    let plain = next.chars().all(|c| c.is_ascii_graphic() && c != '\\');
    if inside && plain { next } else { "/admin" }
}
