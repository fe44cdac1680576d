use axum::Form;
use axum::extract::{Query, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

use super::forms::{login_page, login_response};
use super::{AuthRequest, start_session};
use crate::accounts::messages::password_error_text;
use crate::admin::login::{SetupForm, StartingContent, show_setup, show_setup_needed};
use crate::auth::{password, setup};
use crate::i18n::admin::{AdminTexts, admin_texts};
use crate::model::address::admin::AdminAddress;
use crate::model::error::{Error, Rejection};
use crate::state::AppState;
use crate::store::{settings, users};
use crate::text::is_email;
use crate::transfer::{has_sample, remove_sample};

/// Query of a setup link.
#[derive(Debug, Default, Deserialize)]
pub struct SetupLink {
    #[serde(default)]
    token: String,
}

/// Handles `GET /admin/setup`.
pub async fn show(
    Shared(state): Shared<AppState>,
    Query(SetupLink { token }): Query<SetupLink>,
) -> Result<Response, Error> {
    if users::any(&mut *state.store.read().await?).await? {
        return Ok(Redirect::to(AdminAddress::Login.path()).into_response());
    }
    let login = login_page(&state).await?;
    if !state.setup.fits(&token) {
        return Ok(login_response(StatusCode::FORBIDDEN, show_setup_needed(&login, !token.is_empty())));
    }
    let content = ask_for_content(&state, StartingContent::default()).await?;
    let form = SetupForm { token, content, title: login.site.clone(), ..SetupForm::default() };
    Ok(login_response(StatusCode::OK, show_setup(&login, form)))
}

/// Fields of the setup form.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SetupSubmission {
    token: String,
    content: String,
    title: String,
    name: String,
    email: String,
    password: String,
}

/// Handles `POST /admin/setup`: creates the first administrator, removes the sample content if asked to, and logs them
/// in.
pub async fn set_up(auth_request: AuthRequest, Form(sent): Form<SetupSubmission>) -> Result<Response, Error> {
    let state = &auth_request.state;
    let login = login_page(state).await?;
    if !state.setup.fits(&sent.token) {
        return Ok(login_response(StatusCode::FORBIDDEN, show_setup_needed(&login, true)));
    }
    let errors = check(&sent, admin_texts(state.settings().site.language));
    let (name, email, title) = (sent.name.trim(), sent.email.trim(), sent.title.trim());
    let chosen = StartingContent::parse(&sent.content);
    if !errors.is_empty() {
        let content = ask_for_content(state, chosen).await?;
        let SetupSubmission { token, title, name, email, .. } = sent;
        let form = SetupForm { token, content, title, name, email, errors };
        return Ok(login_response(StatusCode::UNPROCESSABLE_ENTITY, show_setup(&login, form)));
    }
    let Some(user) = setup::create_first(&state.store, name, email, &sent.password).await? else {
        return Ok(Redirect::to(AdminAddress::Login.path()).into_response());
    };
    let user = users::find(&mut *state.store.read().await?, user).await?.ok_or(Error::Internal)?;
    if chosen != StartingContent::Sample {
        remove_sample(&state.store).await?;
    }
    if title != login.site {
        let mut writing = state.store.write().await?;
        settings::set(&mut writing, settings::TITLE, title).await?;
        writing.commit().await?;
    }
    let next = match chosen {
        StartingContent::Import => AdminAddress::Imports,
        _ => AdminAddress::Dashboard,
    };
    start_session(&auth_request, &user, next.path()).await
}

/// Returns the choice of what the site begins with, or `None` if it has no sample.
async fn ask_for_content(state: &AppState, chosen: StartingContent) -> Result<Option<StartingContent>, Error> {
    Ok(has_sample(&mut *state.store.read().await?).await?.then_some(chosen))
}

fn check(sent: &SetupSubmission, texts: &AdminTexts) -> Vec<Rejection> {
    let mut errors = Vec::new();
    let mut reject = |field: &str, text: String| errors.push(Rejection { field: field.to_owned(), text });
    for (field, value) in [("title", &sent.title), ("name", &sent.name)] {
        if value.trim().is_empty() {
            reject(field, texts.login.missing.to_owned());
        }
    }
    if !is_email(sent.email.trim()) {
        reject("email", texts.login.not_an_email.to_owned());
    }
    if let Err(kind) = password::check(&sent.password, &[&sent.email, &sent.name, &sent.title]) {
        reject("password", password_error_text(kind, texts));
    }
    errors
}
