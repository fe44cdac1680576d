//! Calls of server functions.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::prelude::provide_context;
use leptos::server_fn::axum::get_server_fn_service;

use super::error_response::JsonError;
use crate::model::error::Error;
use crate::page_cache::CachePolicy;
use crate::request::{ResponseCachePolicy, error_status};
use crate::state::AppState;

/// Maximum size of an error body that is parsed, in bytes.
const LONGEST_ERROR: usize = 64 * 1024;

/// Calls a server function. The function sets its cache policy itself (`request::set_cache_policy`).
pub async fn call(state: AppState, mut request: Request) -> (CachePolicy, Response) {
    let (method, path) = (request.method().clone(), request.uri().path());
    if get_server_fn_service(path, method.clone()).is_none() {
        return refuse("there is no such function, or not with this method");
    }
    if method != Method::GET && !is_json(request.headers()) {
        return refuse("the content type is to be application/json");
    }
    // Clients that accept HTML would be redirected to their referrer. Only scripts call functions.
    request.headers_mut().remove(header::ACCEPT);
    let policy = ResponseCachePolicy::default();
    let provide = {
        let policy = policy.clone();
        move || {
            provide_context(state.clone());
            provide_context(policy.clone());
        }
    };
    let response = leptos_axum::handle_server_fns_with_context(provide, request).await.into_response();
    let response = match response.status() {
        StatusCode::INTERNAL_SERVER_ERROR => with_own_status(response).await,
        _ => response,
    };
    (policy.take(), response)
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(header::CONTENT_TYPE).map(HeaderValue::as_bytes).unwrap_or_default();
    let kind = content_type.split(|&byte| byte == b';').next().unwrap_or_default();
    kind.trim_ascii().eq_ignore_ascii_case(b"application/json")
}

fn refuse(reason: &str) -> (CachePolicy, Response) {
    (CachePolicy::Uncacheable, JsonError(Error::malformed(reason)).into_response())
}

/// Gives a response the status of the error in it. Arguments that could not be parsed never reached the function, so it
/// could not set the status itself (`request::answer`).
async fn with_own_status(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, LONGEST_ERROR).await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    if let Ok(error) = serde_json::from_slice::<Error>(&bytes) {
        parts.status = error_status(&error);
    }
    Response::from_parts(parts, Body::from(bytes))
}
