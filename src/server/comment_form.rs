use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, RequestExt};

use super::page::render;
use crate::auth::client_info::ClientInfo;
use crate::commenting::{Requester, count_outcome, parse_form, submit};
use crate::model::address::{Address, comment_path};
use crate::model::comment::{CommentDraft, CommentFormState, CommentState, SubmittedComment};
use crate::model::comment_limits::PAGE_SIZE;
use crate::model::error::{CommentField, Error, FieldError, FieldErrorKind};
use crate::reading::present_received;
use crate::request::error_status;
use crate::state::AppState;

/// Handles the comment form sent without script. Responds with 303 to the comment, or with the page, the submitted
/// fields and the errors.
pub async fn submit_form(Shared(state): Shared<AppState>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    if !Address::parse(&path).takes_comments() {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let Some(client_info) = request.extensions().get::<ClientInfo>().copied() else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let (page, headers) = (page_of(&request), request.headers().clone());
    let draft = match request.extract::<Form<Vec<(String, String)>>, _>().await {
        Ok(Form(fields)) => parse_form(fields),
        Err(rejection) => return rejection.into_response(),
    };
    let received = async { submit(&state, &Requester::of(&state, client_info, &headers).await?, &draft).await };
    let received = received.await;
    state.metrics.count_comment(count_outcome(&received));
    let error = match received {
        Ok(received) => {
            let cookie = received.cookie.clone();
            let sent = present_received(&state, received);
            let mut response = Redirect::to(&comment_location(&path, &draft, &sent)).into_response();
            response.headers_mut().append(header::SET_COOKIE, cookie);
            return response;
        }
        // The post is gone; render its 404 page.
        Err(Error::NotFound) => {
            let (_, response) = render(state, None, page).await;
            return response;
        }
        Err(error) => error,
    };
    let status = error_status(&error);
    let errors = match error {
        Error::Invalid(errors) => errors,
        Error::Unavailable => vec![FieldError { field: CommentField::Form, kind: FieldErrorKind::Unavailable }],
        _ => vec![FieldError { field: CommentField::Form, kind: FieldErrorKind::Internal }],
    };
    let form = CommentFormState { draft, errors, ..CommentFormState::default() };
    // The response to a form is not cached, whatever page it is on.
    let (_, mut response) = render(state, Some(form), page).await;
    // If the page cannot be rendered, `server::load_shedding` responds with the form alone.
    if response.status().is_server_error() {
        return status.into_response();
    }
    // A page that was deleted or moved meanwhile keeps its own status.
    if response.status() == StatusCode::OK {
        *response.status_mut() = status;
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    }
    response
}

/// How many comments that are stored a moment later may come before one: another node, or another connection, may have
/// received them earlier.
const SIMULTANEOUS: i64 = 20;

/// Returns the URL at which an accepted comment is visible.
fn comment_location(path: &str, draft: &CommentDraft, sent: &SubmittedComment) -> String {
    let SubmittedComment { comment, token, count } = sent;
    let id = comment.id;
    let has_pages = *count > PAGE_SIZE as i64 - SIMULTANEOUS;
    match comment.state {
        CommentState::Published if has_pages => comment_path(path, id),
        CommentState::Published => format!("{path}#comment-{id}"),
        // A pending comment is on no page of its own. It is shown below its parent.
        _ => match draft.parent.parse::<i64>() {
            Ok(parent) if has_pages => format!("{path}?comment={parent}&waiting={token}#comment-{id}"),
            _ => format!("{path}?waiting={token}#comment-{id}"),
        },
    }
}

/// Builds the GET request for the page that contains the form.
fn page_of(form: &Request) -> Request {
    let mut page = Request::new(Body::empty());
    *page.method_mut() = Method::GET;
    *page.uri_mut() = form.uri().clone();
    *page.headers_mut() = form.headers().clone();
    *page.extensions_mut() = form.extensions().clone();
    page
}
