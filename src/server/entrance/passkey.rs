use axum::http::StatusCode;
use axum::response::Response;
use axum::{Form, Json};
use serde::Deserialize;

use super::login::refuse_with;
use super::second::ask_second;
use super::{Asker, count_attempt, let_in};
use crate::auth::half_way;
use crate::i18n::admin::admin_texts;
use crate::membership::passkey;
use crate::model::admin::account::PasskeyChallenge;
use crate::model::error::{Error, Rejection};
use crate::store::users::UserRow;

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
    let first = find_first(&asker, &sent.half_way).await?.map(|user| user.id);
    Ok(Json(passkey::start_login(&asker.state, asker.caller, &asker.origin(), first).await?))
}

/// `POST /admin/login/passkey`
pub async fn log_in(asker: Asker, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let state = &asker.state;
    let first = find_first(&asker, &sent.half_way).await?;
    let counted = match &first {
        Some(user) => count_attempt(&asker, &user.email, Some(user)).await,
        None => count_anonymous(&asker),
    };
    let found = match counted {
        Ok(()) => passkey::finish_login(state, &asker.origin(), &sent.ceremony, &sent.credential).await,
        Err(rejection) => Err(Error::Rejected(vec![rejection])),
    };
    match (found, first) {
        // A passkey is as good alone; whose password was typed before does not matter then.
        (Ok(user), _) => let_in(&asker, &user, &sent.next).await,
        (Err(Error::Rejected(errors)), Some(first)) => ask_second(&asker, &first, sent.next, errors).await,
        (Err(Error::Rejected(errors)), None) => {
            refuse_with(&asker, StatusCode::UNPROCESSABLE_ENTITY, String::new(), sent.next, errors).await
        }
        (Err(error), _) => Err(error),
    }
}

async fn find_first(asker: &Asker, token: &str) -> Result<Option<UserRow>, Error> {
    half_way::find(&asker.state.signer, &mut *asker.state.store.read().await?, token).await
}

/// Counts an attempt that names nobody.
fn count_anonymous(asker: &Asker) -> Result<(), Rejection> {
    asker.state.login_limit.take(asker.caller.address).map_err(|minutes| {
        let texts = &admin_texts(asker.state.settings().site.language).entrance;
        Rejection { field: String::new(), text: (texts.too_many)(minutes) }
    })
}
