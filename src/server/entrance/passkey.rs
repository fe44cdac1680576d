use axum::http::StatusCode;
use axum::response::Response;
use axum::{Form, Json};
use serde::Deserialize;

use super::login::refuse_with;
use super::second::ask_second;
use super::{Asker, let_in};
use crate::auth::half_way;
use crate::i18n::admin::admin_texts;
use crate::membership::passkey;
use crate::model::admin::account::PasskeyChallenge;
use crate::model::error::{Error, Rejection};
use crate::store::users;

/// What the form of a passkey sends, first without ceremony and credential.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    ceremony: String,
    /// JSON.
    credential: String,
    /// At the second step: what the first has given.
    half_way: String,
    next: String,
}

/// `POST /admin/login/passkey/start`: what the browser is to ask its person for.
pub async fn start(asker: Asker, Form(sent): Form<Sent>) -> Result<Json<PasskeyChallenge>, Error> {
    let owner = half_way::read(&asker.state.signer, &sent.half_way);
    Ok(Json(passkey::start_login(&asker.state, &asker.origin(), owner).await?))
}

/// `POST /admin/login/passkey`
pub async fn log_in(asker: Asker, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let state = &asker.state;
    let first = half_way::read(&state.signer, &sent.half_way);
    let found = match state.login_limit.take(asker.caller.address) {
        Err(minutes) => {
            let texts = &admin_texts(state.settings().site.language).entrance;
            Err(Rejection::error("", (texts.too_many)(minutes)))
        }
        Ok(()) => passkey::finish_login(state, &asker.origin(), &sent.ceremony, &sent.credential).await,
    };
    match (found, first) {
        // A passkey is as good alone; whose password was typed before does not matter then.
        (Ok(user), _) => let_in(&asker, user.id, &sent.next).await,
        (Err(Error::Rejected(errors)), Some(first)) => {
            let user = users::find(&mut *state.store.read().await?, first).await?.ok_or(Error::Unauthorized)?;
            ask_second(&asker, &user, sent.next, errors).await
        }
        (Err(Error::Rejected(errors)), None) => {
            refuse_with(&asker, StatusCode::UNPROCESSABLE_ENTITY, String::new(), sent.next, errors).await
        }
        (Err(error), _) => Err(error),
    }
}
