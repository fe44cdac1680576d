//! Pages from the page cache, and into it.

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use super::encoding::{choose, has};
use super::page::render;
use crate::auth::caller::Caller;
use crate::page_cache::{Encoding, Flight, Lead, Notes, Page, key};
use crate::request::origin_of;
use crate::state::State;
use crate::store::now;

/// Longest page that is kept, in bytes.
const LONGEST: usize = 8 * 1024 * 1024;

/// Answers from the cache if it can, else renders the page, and keeps it if it may be kept.
pub async fn show(state: State, request: Request) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let caller = request.extensions().get::<Caller>().copied();
    let origin = caller.map(|caller| origin_of(&state, caller, request.headers(), request.uri()));
    let uri = request.uri();
    let key = origin.filter(|_| reads).and_then(|origin| key(&origin, uri.path(), uri.query()));
    let Some(key) = key else { return render(state, None, None, request).await };
    let headers = request.headers().clone();
    if let Some(page) = state.pages.find(&key, now()) {
        return send(&page, &headers);
    }
    match state.pages.take_off(&key) {
        Flight::Lead(lead) => fill(state, request, lead).await,
        Flight::Follow(mut result) => {
            // An error means that whoever rendered it has given up, or that it is none to keep.
            let _ = result.changed().await;
            let page = result.borrow().clone();
            match page {
                Some(page) => send(&page, &headers),
                None => render(state, None, None, request).await,
            }
        }
    }
}

async fn fill(state: State, request: Request, lead: Lead) -> Response {
    let headers = request.headers().clone();
    let notes = Notes::default();
    let response = render(state, None, Some(notes.clone()), request).await;
    let is_page = header_is(response.headers(), header::CONTENT_TYPE, "text/html");
    if response.status() != StatusCode::OK || !is_page || response.headers().contains_key(header::CACHE_CONTROL) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(body) = to_bytes(body, LONGEST).await else {
        tracing::error!("a page was too long, or broke off");
        return status(StatusCode::INTERNAL_SERVER_ERROR);
    };
    let whole = body.clone();
    // Compressing takes milliseconds: others are served meanwhile.
    match tokio::task::spawn_blocking(move || Page::finish(body, &notes)).await {
        Ok(page) => send(&lead.land(page), &headers),
        Err(error) => {
            tracing::error!(%error, "a page could not be compressed");
            Response::from_parts(parts, Body::from(whole))
        }
    }
}

/// Shared caches may keep a page, and have to ask whether it still holds: which costs little.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");

fn send(page: &Page, headers: &HeaderMap) -> Response {
    let (body, encoding) = page.body(choose(headers));
    let etag = page.etag(encoding);
    let mut response = status(StatusCode::OK);
    if has(headers, &etag) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
    } else {
        *response.body_mut() = Body::from(body);
    }
    let answer = response.headers_mut();
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    answer.insert(header::CACHE_CONTROL, CACHE);
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Ok(etag) = HeaderValue::from_str(&etag) {
        answer.insert(header::ETAG, etag);
    }
    match encoding {
        Encoding::Brotli => answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br")),
        Encoding::Gzip => answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip")),
        Encoding::Identity => None,
    };
    response
}

fn status(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}

fn header_is(headers: &HeaderMap, name: header::HeaderName, start: &str) -> bool {
    headers.get(name).and_then(|value| value.to_str().ok()).is_some_and(|value| value.starts_with(start))
}
