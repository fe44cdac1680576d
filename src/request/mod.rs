//! What a server function knows of the request it answers, on the way in and on the way out.

pub mod guard;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, Uri, header, request::Parts};
use leptos::prelude::{expect_context, use_context};
use leptos_axum::ResponseOptions;

use crate::auth::caller::Caller;
use crate::model::error::Error;
use crate::model::view::{View, Viewed};
use crate::state::State;

/// Says that the answer is a document, not data: so an address that has moved is a redirect.
#[derive(Clone, Copy, Debug)]
pub struct Document;

/// What every request shares.
pub fn state() -> Result<State, Error> {
    use_context::<State>().ok_or(Error::Internal)
}

/// Who asks.
pub fn caller() -> Result<Caller, Error> {
    let parts = use_context::<Parts>().ok_or(Error::Internal)?;
    parts.extensions.get::<Caller>().copied().ok_or(Error::Internal)
}

/// Where the reader reaches the site: as the settings say, else as the request does.
pub fn origin(state: &State) -> Result<String, Error> {
    let parts = use_context::<Parts>().ok_or(Error::Internal)?;
    Ok(origin_of(state, caller()?, &parts.headers, &parts.uri))
}

/// The same for a request at hand.
pub fn origin_of(state: &State, caller: Caller, headers: &HeaderMap, uri: &Uri) -> String {
    let address = &state.settings().site.address;
    if !address.is_empty() {
        return address.clone();
    }
    let named = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    let host = named.or(uri.host()).unwrap_or("localhost");
    // A name that is none could only harm who sent it, but would do so in their share links.
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
    let host = if host.chars().all(plain) { host } else { "localhost" };
    format!("{}://{host}", caller.scheme)
}

/// Gives an error the response's status.
pub fn answer<T>(result: Result<T, Error>) -> Result<T, Error> {
    if let Err(error) = &result {
        let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        expect_context::<ResponseOptions>().set_status(status);
    }
    result
}

/// The same for a view, which may lead elsewhere.
pub fn answer_view(viewed: Viewed) -> Viewed {
    if let (Ok(View::Moved(target)), Some(Document)) = (&viewed, use_context::<Document>()) {
        let response = expect_context::<ResponseOptions>();
        response.set_status(StatusCode::MOVED_PERMANENTLY);
        set_header(&response, header::LOCATION, &encode_path(target));
    }
    answer(viewed)
}

/// Says that the answer is for who asked alone, and to be kept by nobody.
pub fn keep_private() {
    let response = expect_context::<ResponseOptions>();
    set_header(&response, header::CACHE_CONTROL, "private, no-store");
    set_header(&response, HeaderName::from_static("x-robots-tag"), "noindex");
    // The address opens the post: it is told to no other site.
    set_header(&response, header::REFERRER_POLICY, "same-origin");
}

fn set_header(response: &ResponseOptions, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.insert_header(name, value);
    }
}

/// Slugs may be of any script; headers are ASCII.
fn encode_path(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).to_string()
}
