//! The files of the media library, out and in.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Path, Query, Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::admission::refusal_of;
use super::refusal::Refusal as NotAdmitted;
use crate::auth::caller::Caller;
use crate::auth::session::authenticate;
use crate::i18n::admin::admin_texts;
use crate::media::{IntakeError, Limits, Sent, keep};
use crate::model::admin::media::Medium;
use crate::model::error::{Error, Rejection};
use crate::model::media::Refusal;
use crate::reading::media::present;
use crate::state::State;
use crate::store::media;

/// A picture that is opened by itself is a document, and may do nothing (drawings could).
const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// A file. Its address holds part of a digest, so it never changes.
pub async fn show(
    Shared(state): Shared<State>,
    Path((id, name)): Path<(i64, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let mut reading = state.store.read().await?;
    let file = media::find_file(&mut reading, id, &name).await?.ok_or(Error::NotFound)?;
    let etag = format!("\"{id}-{}-{}\"", file.id, file.length);
    let known = headers.get(header::IF_NONE_MATCH).and_then(|tags| tags.to_str().ok()).unwrap_or_default();
    let is_known = known.split(',').any(|tag| tag.trim().trim_start_matches("W/") == etag);
    let (status, body) = match is_known {
        true => (StatusCode::NOT_MODIFIED, Body::empty()),
        false => (StatusCode::OK, Body::from(media::read_content(&mut reading, file.id).await?)),
    };
    let answer = [
        (header::CONTENT_TYPE, header_value(&file.content_type)),
        (header::ETAG, header_value(&etag)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(ALONE)),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    ];
    Ok((status, answer, body).into_response())
}

fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// What is known of a file besides its content.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Description {
    name: String,
    alt: String,
}

/// Takes a picture, the whole body of the request, and answers it as the library has it, in JSON: the same picture
/// once more is found. Errors are in JSON, too.
pub async fn receive(
    Shared(state): Shared<State>,
    Extension(caller): Extension<Caller>,
    Query(description): Query<Description>,
    request: Request,
) -> Response {
    match take(&state, caller, description, request).await {
        Ok(medium) => Json(medium).into_response(),
        Err((status, error)) => (status, Json(error)).into_response(),
    }
}

async fn take(
    state: &State,
    caller: Caller,
    Description { name, alt }: Description,
    request: Request,
) -> Result<Medium, (StatusCode, Error)> {
    let user = authenticate(state, caller, request.headers()).await.map_err(plain)?.user;
    let refuse = |refusal| {
        let texts = &admin_texts(state.settings().site.language).media;
        (status_of(refusal), Rejection::error("", texts.explain(refusal)))
    };
    let limits = Limits::default();
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: u64| length > limits.bytes) {
        return Err(refuse(Refusal::TooLarge(limits.bytes)));
    }
    let longest = usize::try_from(limits.bytes).unwrap_or(usize::MAX);
    let bytes =
        to_bytes(request.into_body(), longest).await.map_err(|error| match refusal_of(&error, limits.bytes) {
            NotAdmitted::BodyTooLong(longest) => refuse(Refusal::TooLarge(longest)),
            other => (other.status(), Error::Unavailable),
        })?;
    let sent = Sent { bytes: bytes.into(), name, alt, user: Some(user.id), at: None };
    match keep(&state.store, limits, sent).await {
        Ok(row) => Ok(present(state, &user, row)),
        Err(IntakeError::Refused(refusal)) => Err(refuse(refusal)),
        Err(IntakeError::Store(error)) => Err(plain(error.into())),
        Err(error) => {
            tracing::error!(%error, "a picture was not taken in");
            Err(plain(Error::Internal))
        }
    }
}

fn plain(error: Error) -> (StatusCode, Error) {
    (StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), error)
}

/// RFC 9110, sections 15.5.14, 15.5.16 and 15.5.21.
fn status_of(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::UnknownKind | Refusal::Unsupported(_) | Refusal::RareForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
