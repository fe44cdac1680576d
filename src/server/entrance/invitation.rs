use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::{Asker, answer, entrance, let_in};
use crate::admin::entrance::{InvitationForm, show_invitation, show_invitation_invalid};
use crate::auth::{invitation, password};
use crate::i18n::admin::admin_texts;
use crate::membership::event::Source;
use crate::membership::words::explain_password;
use crate::membership::{Sessions, change_password, drop_second_factor};
use crate::model::error::{Error, Rejection};
use crate::store::users::UserRow;

/// The link's token.
#[derive(Debug, Default, Deserialize)]
pub struct Link {
    #[serde(default)]
    token: String,
}

/// `GET /admin/invitation`
pub async fn show(asker: Asker, Query(Link { token }): Query<Link>) -> Result<Response, Error> {
    match find(&asker, &token).await? {
        Some(user) => ask(&asker, user, token, Vec::new()).await,
        None => refuse(&asker).await,
    }
}

/// What the form sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    token: String,
    password: String,
}

/// `POST /admin/invitation`: sets the password, and logs its owner in. Whatever let in before no longer does.
pub async fn accept(asker: Asker, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let state = &asker.state;
    let Some(user) = find(&asker, &sent.token).await? else { return refuse(&asker).await };
    let title = entrance(state).await?.site;
    if let Err(fault) = password::check(&sent.password, &[&user.email, &user.name, &title]) {
        let text = explain_password(fault, admin_texts(state.settings().site.language));
        let error = Rejection { field: "password".to_owned(), text };
        return ask(&asker, user, sent.token, vec![error]).await;
    }
    let hash = password::hash(&sent.password).await?;
    let mut writing = state.store.write().await?;
    // Somebody may have been faster with the same link.
    let Some(user) = invitation::find(&state.signer, &mut writing, &sent.token).await? else {
        drop(writing);
        return refuse(&asker).await;
    };
    let source = Source::of(asker.caller, &asker.headers);
    change_password(&mut writing, user.id, &hash, Sessions::End { but: None }, &source).await?;
    drop_second_factor(&mut writing, user.id, &source).await?;
    writing.commit().await?;
    let_in(&asker, &user, "/admin").await
}

async fn find(asker: &Asker, token: &str) -> Result<Option<UserRow>, Error> {
    invitation::find(&asker.state.signer, &mut *asker.state.store.read().await?, token).await
}

async fn ask(asker: &Asker, user: UserRow, token: String, errors: Vec<Rejection>) -> Result<Response, Error> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let is_new = user.seen_at.is_none();
    let form = InvitationForm { token, name: user.name, email: user.email, is_new, errors };
    Ok(answer(status, show_invitation(&entrance(&asker.state).await?, form)))
}

async fn refuse(asker: &Asker) -> Result<Response, Error> {
    Ok(answer(StatusCode::FORBIDDEN, show_invitation_invalid(&entrance(&asker.state).await?)))
}
