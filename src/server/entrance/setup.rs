use axum::Form;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::{Asker, answer, entrance, let_in};
use crate::admin::entrance::{SetupForm, show_setup, show_setup_needed};
use crate::auth::{password, setup};
use crate::i18n::admin::{AdminTexts, admin_texts};
use crate::membership::words::explain_password;
use crate::model::error::{Error, Rejection};
use crate::state::State;
use crate::store::{settings, users};
use crate::text::is_email;

/// The link's token.
#[derive(Debug, Default, Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

/// `GET /admin/setup`
pub async fn show(Shared(state): Shared<State>, Query(Link { token }): Query<Link>) -> Result<Response, Error> {
    if users::any(&mut *state.store.read().await?).await? {
        return Ok(Redirect::to("/admin/login").into_response());
    }
    let entrance = entrance(&state).await?;
    if !state.setup.fits(&token) {
        return Ok(answer(StatusCode::FORBIDDEN, show_setup_needed(&entrance, !token.is_empty())));
    }
    let form = SetupForm { token, title: entrance.site.clone(), ..SetupForm::default() };
    Ok(answer(StatusCode::OK, show_setup(&entrance, form)))
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    token: String,
    title: String,
    name: String,
    email: String,
    password: String,
}

/// `POST /admin/setup`: makes the first administrator and logs them in.
pub async fn set_up(asker: Asker, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let state = &asker.state;
    let entrance = entrance(state).await?;
    if !state.setup.fits(&sent.token) {
        return Ok(answer(StatusCode::FORBIDDEN, show_setup_needed(&entrance, true)));
    }
    let errors = check(&sent, admin_texts(state.settings().site.language));
    let (name, email, title) = (sent.name.trim(), sent.email.trim(), sent.title.trim());
    if !errors.is_empty() {
        let Sent { token, title, name, email, .. } = sent;
        let form = SetupForm { token, title, name, email, errors };
        return Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, show_setup(&entrance, form)));
    }
    let Some(user) = setup::create_first(state, name, email, &sent.password).await? else {
        return Ok(Redirect::to("/admin/login").into_response());
    };
    let user = users::find(&mut *state.store.read().await?, user).await?.ok_or(Error::Internal)?;
    if title != entrance.site {
        let mut writing = state.store.write().await?;
        settings::set(&mut writing, settings::TITLE, title).await?;
        writing.commit().await?;
    }
    let_in(&asker, &user, "/admin").await
}

fn check(sent: &Sent, texts: &AdminTexts) -> Vec<Rejection> {
    let mut errors = Vec::new();
    let mut reject = |field: &str, text: String| errors.push(Rejection { field: field.to_owned(), text });
    for (field, value) in [("title", &sent.title), ("name", &sent.name)] {
        if value.trim().is_empty() {
            reject(field, texts.entrance.missing.to_owned());
        }
    }
    if !is_email(sent.email.trim()) {
        reject("email", texts.entrance.not_an_email.to_owned());
    }
    if let Err(fault) = password::check(&sent.password, &[&sent.email, &sent.name, &sent.title]) {
        reject("password", explain_password(fault, texts));
    }
    errors
}
