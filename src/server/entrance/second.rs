use axum::Form;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;

use super::login::{Next, refuse_with};
use super::{Asker, answer, count_attempt, entrance, let_in};
use crate::admin::entrance::{RecoveryForm, SecondForm, show_recovery, show_second};
use crate::auth::{half_way, recovery};
use crate::i18n::admin::admin_texts;
use crate::membership::event::{Source, record};
use crate::model::admin::account::AccountEventKind;
use crate::model::error::{Error, Rejection};
use crate::store::users::UserRow;
use crate::store::{recovery_codes, users};

/// The second step, for somebody whose password was right.
pub async fn ask_second(
    asker: &Asker,
    user: &UserRow,
    next: String,
    errors: Vec<Rejection>,
) -> Result<Response, Error> {
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let form = SecondForm {
        email: user.email.clone(),
        half_way: half_way::issue(&asker.state.signer, user),
        next,
        takes_passkeys: asker.takes_passkeys(),
        errors,
    };
    Ok(answer(status, show_second(&entrance(&asker.state).await?, form)))
}

/// `GET /admin/login/recovery`: for accounts without a password.
pub async fn show(asker: Asker, Query(Next { next, .. }): Query<Next>) -> Result<Response, Error> {
    let form = RecoveryForm { next, ..RecoveryForm::default() };
    Ok(answer(StatusCode::OK, show_recovery(&entrance(&asker.state).await?, form)))
}

/// What the form of a recovery code sends: the first step, or an email address.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Sent {
    half_way: String,
    email: String,
    code: String,
    next: String,
}

/// `POST /admin/login/recovery`
pub async fn recover(asker: Asker, Form(sent): Form<Sent>) -> Result<Response, Error> {
    let state = &asker.state;
    let texts = &admin_texts(state.settings().site.language).entrance;
    let first = half_way::find(&state.signer, &mut *state.store.read().await?, &sent.half_way).await?;
    if first.is_none() && !sent.half_way.is_empty() {
        let error = Rejection { field: String::new(), text: texts.second_expired.to_owned() };
        return refuse_with(&asker, StatusCode::UNPROCESSABLE_ENTITY, String::new(), sent.next, vec![error]).await;
    }
    let is_second = first.is_some();
    let user = match first {
        Some(first) => Some(first),
        // Whoever has a password needs that first.
        None => users::find_by_email(&mut *state.store.read().await?, sent.email.trim())
            .await?
            .filter(|user| user.password_hash.is_none()),
    };
    let account = user.as_ref().map_or(&sent.email, |user| &user.email);
    let error = match count_attempt(&asker, account, user.as_ref()).await {
        Err(error) => error,
        Ok(()) => {
            // The same is done for those who are not there, so that it takes as long.
            let id = user.as_ref().map_or(0, |user| user.id);
            let mut writing = state.store.write().await?;
            let hash = recovery::hash(&sent.code).unwrap_or_default();
            let is_right = recovery_codes::use_up(&mut writing, id, &hash).await?;
            if is_right {
                let source = Source::of(asker.caller, &asker.headers);
                record(&mut writing, id, AccountEventKind::RecoveryCodeUsed, "", &source).await?;
            }
            writing.commit().await?;
            if let Some(user) = user.as_ref().filter(|_| is_right) {
                return let_in(&asker, user, &sent.next).await;
            }
            let text = if is_second { texts.code_wrong } else { texts.account_or_code_wrong };
            Rejection { field: "code".to_owned(), text: text.to_owned() }
        }
    };
    match user {
        Some(user) if is_second => ask_second(&asker, &user, sent.next, vec![error]).await,
        _ => {
            let form = RecoveryForm { email: sent.email, next: sent.next, errors: vec![error] };
            let page = show_recovery(&entrance(state).await?, form);
            Ok(answer(StatusCode::UNPROCESSABLE_ENTITY, page))
        }
    }
}
