use axum::Form;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{RequestExt, body::Body};

use super::page::render;
use crate::commenting::{Caller, send};
use crate::model::address::Address;
use crate::model::comment::{CommentDraft, CommentForm, CommentState};
use crate::model::error::{Error, Fault, Field, FieldError};
use crate::state::State;

/// The comment form, sent without script: 303 to the comment, or the page again with what was typed and what is
/// wrong with it.
pub async fn submit(Shared(state): Shared<State>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if !Address::parse(&path).takes_comments() {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let caller = request.extensions().get::<Caller>().copied();
    let (parts, body) = request.into_parts();
    let page = |method: Method| {
        let mut page = Request::new(Body::empty());
        *page.uri_mut() = parts.uri.clone();
        *page.headers_mut() = parts.headers.clone();
        *page.method_mut() = method;
        page
    };
    let mut form = Request::new(body);
    *form.headers_mut() = parts.headers.clone();
    *form.method_mut() = Method::POST;
    let draft = match form.extract::<Form<CommentDraft>, _>().await {
        Ok(Form(draft)) => draft,
        Err(rejection) => return rejection.into_response(),
    };
    let Some(caller) = caller else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let errors = match send(&state, caller, &draft).await {
        Ok(sent) => {
            let waiting = match sent.comment.state {
                CommentState::Published => String::new(),
                _ => format!("?waiting={}", sent.token),
            };
            return Redirect::to(&format!("{path}{waiting}#comment-{}", sent.comment.id)).into_response();
        }
        Err(Error::Invalid(errors)) => errors,
        // The post is gone: its page says so.
        Err(Error::NotFound) => return render(state, None, page(Method::GET)).await,
        Err(_) => vec![FieldError { field: Field::Form, fault: Fault::Internal }],
    };
    let status = status_of(&errors);
    let form = CommentForm { draft, errors, ..CommentForm::default() };
    let mut response = render(state, Some(form), page(Method::GET)).await;
    // A page that has gone or moved meanwhile keeps its own status.
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

fn status_of(errors: &[FieldError]) -> StatusCode {
    let has = |wanted: fn(&Fault) -> bool| errors.iter().any(|error| wanted(&error.fault));
    match () {
        () if has(|fault| matches!(fault, Fault::Internal)) => StatusCode::INTERNAL_SERVER_ERROR,
        () if has(|fault| matches!(fault, Fault::TooMany(_))) => StatusCode::TOO_MANY_REQUESTS,
        () => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
