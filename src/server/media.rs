//! Download and upload of media files.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::{Extension, Path, Query, Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::byte_range::RequestedPart;
use super::conditional_request::is_etag_known;
use super::error_response::RequestError as NotAdmitted;
use super::load_shedding::refusal_of;
use crate::auth::client_info::ClientInfo;
use crate::auth::session::authenticate;
use crate::i18n::admin::admin_texts;
use crate::media::{IncomingFile, Limits, UploadError, store_upload};
use crate::model::admin::media::MediaItem;
use crate::model::error::{Error, Rejection};
use crate::model::media::PictureError;
use crate::reading::media::present;
use crate::request::error_status;
use crate::state::AppState;
use crate::store::media;

/// Policy of an image opened as a document. The sandbox stops scripts in SVG.
const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox";

/// Serves a file. Its URL contains part of its digest, so the content never changes.
pub async fn show(
    Shared(state): Shared<AppState>,
    Path((id, name)): Path<(i64, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = media::find_file(&mut *state.store.read_for_page().await?, id, &name).await?.ok_or(Error::NotFound)?;
    let etag = format!("\"{id}-{}-{}\"", file.id, file.length);
    let requested = RequestedPart::of(&headers, &etag, usize::try_from(file.length).unwrap_or_default());
    let mut range = None;
    let (status, body) = match requested {
        _ if is_etag_known(&headers, etag.as_bytes()) => (StatusCode::NOT_MODIFIED, Body::empty()),
        RequestedPart::Beyond => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{}", file.length))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, range).into_response());
        }
        RequestedPart::Whole => (StatusCode::OK, Body::from(state.store.read_file(&file).await?)),
        RequestedPart::Part(part) => {
            let content = state.store.read_file(&file).await?;
            let slice = content.get(part.clone()).ok_or(Error::Internal)?;
            range = Some(format!("bytes {}-{}/{}", part.start, part.end - 1, file.length));
            (StatusCode::PARTIAL_CONTENT, Body::from(content.slice_ref(slice)))
        }
    };
    let answer = [
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CONTENT_TYPE, header_value(&file.content_type)),
        (header::ETAG, header_value(&etag)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(ALONE)),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    ];
    let mut answer = (status, answer, body).into_response();
    answer.headers_mut().extend(range.map(|range| (header::CONTENT_RANGE, header_value(&range))));
    Ok(answer)
}

fn header_value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static("application/octet-stream"))
}

/// Metadata of an upload.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Description {
    name: String,
    alt: String,
}

/// Stores an uploaded image (the request body), and responds with its library item as JSON. An image that is already
/// stored is returned instead of stored twice. Errors are JSON, too.
pub async fn receive(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    Query(description): Query<Description>,
    request: Request,
) -> Response {
    match take(&state, client_info, description, request).await {
        Ok(media_item) => Json(media_item).into_response(),
        Err((status, error)) => (status, Json(error)).into_response(),
    }
}

async fn take(
    state: &AppState,
    client_info: ClientInfo,
    Description { name, alt }: Description,
    request: Request,
) -> Result<MediaItem, (StatusCode, Error)> {
    let user = authenticate(&state.store, client_info, request.headers()).await.map_err(plain)?.user;
    let refuse = |refusal| {
        let texts = &admin_texts(state.settings().site.language).media;
        (status_of(refusal), Rejection::error("", texts.explain(refusal)))
    };
    let limits = Limits::default();
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: u64| length > limits.bytes) {
        return Err(refuse(PictureError::TooLarge(limits.bytes)));
    }
    let longest = usize::try_from(limits.bytes).unwrap_or(usize::MAX);
    let bytes =
        to_bytes(request.into_body(), longest).await.map_err(|error| match refusal_of(&error, limits.bytes) {
            NotAdmitted::BodyTooLong(longest) => refuse(PictureError::TooLarge(longest)),
            other => (other.status(), Error::Unavailable),
        })?;
    let sent = IncomingFile { bytes: bytes.into(), name, alt, user: Some(user.id), at: None };
    match store_upload(&state.store, limits, sent).await {
        Ok(row) => Ok(present(state, &user, row)),
        Err(UploadError::Refused(refusal)) => Err(refuse(refusal)),
        Err(UploadError::Store(error)) => Err(plain(error.into())),
        Err(UploadError::File(error)) => Err(plain(error.into())),
        Err(error) => {
            tracing::error!(%error, "a picture was not taken in");
            Err(plain(Error::Internal))
        }
    }
}

fn plain(error: Error) -> (StatusCode, Error) {
    (error_status(&error), error)
}

/// Returns the status of an error (RFC 9110, sections 15.5.14, 15.5.16 and 15.5.21).
fn status_of(refusal: PictureError) -> StatusCode {
    match refusal {
        PictureError::TooLarge(_) => StatusCode::PAYLOAD_TOO_LARGE,
        PictureError::UnknownKind | PictureError::Unsupported(_) | PictureError::RareForm => {
            StatusCode::UNSUPPORTED_MEDIA_TYPE
        }
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}
