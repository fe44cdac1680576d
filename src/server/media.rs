//! Download and upload of media files.

use std::ops::Range;

use axum::Json;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Extension, Path, Query, Request, State as Shared};
use axum::http::{Extensions, HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use futures::{StreamExt, TryStreamExt, stream};
use serde::Deserialize;

use super::byte_range::RequestedPart;
use super::conditional_request::is_etag_known;
use super::error_response::RequestError;
use super::load_shedding::refusal_of;
use crate::auth::client_info::ClientInfo;
use crate::auth::session::authenticate;
use crate::i18n::admin::admin_texts;
use crate::i18n::error_response_texts;
use crate::media::{IncomingFile, Limits, UploadError, store_upload};
use crate::model::admin::media::MediaItem;
use crate::model::error::{Error, Rejection};
use crate::model::media::{FileFormat, MediaKind, PictureError, original_name};
use crate::model::user::User;
use crate::reading::media::present;
use crate::request::error_status;
use crate::state::AppState;
use crate::store::files::{FileError, PartStream};
use crate::store::media::{self, FileRow, MediaRow};

/// Policy of a file opened as a document. The sandbox stops scripts, such as those in SVG.
const ALONE: &str = "default-src 'none'; style-src 'unsafe-inline'; media-src 'self'; sandbox";
/// Policy of a PDF: viewers of browsers do not run in a sandbox. They run its scripts in their own.
const VIEWER: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'";

/// Marks a response that is read part by part while it is sent.
#[derive(Clone, Copy, Debug)]
struct StreamedFile;

/// Returns whether a response is read part by part while it is sent.
pub fn is_stream(response: &Extensions) -> bool {
    response.get::<StreamedFile>().is_some()
}

/// Serves a file. Its URL contains part of its digest, so the content never changes.
pub async fn show(
    Shared(state): Shared<AppState>,
    Path((id, name)): Path<(i64, String)>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let file = media::find_file(&mut *state.store.read_for_page().await?, id, &name).await?.ok_or(Error::NotFound)?;
    let etag = format!("\"{id}-{}-{}\"", file.id, file.length);
    let requested = RequestedPart::of(&headers, &etag, file.length.unsigned_abs());
    let mut range = None;
    let (status, part) = match requested {
        _ if is_etag_known(&headers, etag.as_bytes()) => (StatusCode::NOT_MODIFIED, None),
        RequestedPart::Beyond => {
            let range = [(header::CONTENT_RANGE, format!("bytes */{}", file.length))];
            return Ok((StatusCode::RANGE_NOT_SATISFIABLE, range).into_response());
        }
        RequestedPart::Whole => (StatusCode::OK, Some(0..file.length.unsigned_abs())),
        RequestedPart::Part(part) => {
            range = Some(format!("bytes {}-{}/{}", part.start, part.end - 1, file.length));
            (StatusCode::PARTIAL_CONTENT, Some(part))
        }
    };
    let length = part.as_ref().map(|part| part.end - part.start);
    let body = match part {
        Some(part) if file.is_picture() => match state.store.read_file(&file).await {
            Ok(content) => Body::from(cut(&content, part)?),
            Err(error) => return Ok(answer_unreadable(error)),
        },
        Some(part) => match begin(state.store.stream_file(file.clone(), part)).await {
            Ok(stream) => Body::from_stream(stream),
            Err(error) => return Ok(answer_unreadable(error)),
        },
        None => Body::empty(),
    };
    let is_pdf = file.content_type == FileFormat::Pdf.content_type();
    let policy = if is_pdf { VIEWER } else { ALONE };
    let answer = [
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CONTENT_TYPE, header_value(&file.content_type)),
        (header::ETAG, header_value(&etag)),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("cross-origin")),
    ];
    let mut answer = (status, answer, body).into_response();
    let headers = answer.headers_mut();
    headers.extend(range.map(|range| (header::CONTENT_RANGE, header_value(&range))));
    if !file.is_picture() {
        headers.insert(header::CONTENT_DISPOSITION, disposition(&file));
        headers.extend(length.map(|length| (header::CONTENT_LENGTH, length.into())));
        answer.extensions_mut().insert(StreamedFile);
    }
    Ok(answer)
}

/// Waits for the first part of a file, since nothing can be said about a failure once the answer has begun.
async fn begin(parts: impl PartStream) -> Result<impl PartStream, FileError> {
    let mut parts = Box::pin(parts);
    let first = parts.try_next().await?;
    Ok(stream::iter(first.map(Ok)).chain(parts))
}

/// Answers that a file cannot be read. If that is because of the storage, the message does not blame the database.
fn answer_unreadable(error: FileError) -> Response {
    let cause = matches!(error, FileError::Storage(_)).then_some(RequestError::StorageUnavailable);
    let mut response = Error::from(error).into_response();
    if let Some(cause) = cause {
        response.extensions_mut().insert(cause);
    }
    response
}

fn cut(content: &Bytes, part: Range<u64>) -> Result<Bytes, Error> {
    let range = usize::try_from(part.start).ok().zip(usize::try_from(part.end).ok());
    let slice = range.and_then(|(start, end)| content.get(start..end)).ok_or(Error::Internal)?;
    Ok(content.slice_ref(slice))
}

/// Returns whether a browser shows a file or saves it (RFC 6266), and under which name. Names of files are ASCII.
fn disposition(file: &FileRow) -> HeaderValue {
    let format = FileFormat::from_content_type(&file.content_type);
    let is_shown = format.is_some_and(|format| format == FileFormat::Pdf || format.kind() != MediaKind::Document);
    let kind = if is_shown { "inline" } else { "attachment" };
    header_value_or(&format!("{kind}; filename=\"{}\"", original_name(&file.name)), "attachment")
}

fn header_value(text: &str) -> HeaderValue {
    header_value_or(text, "application/octet-stream")
}

fn header_value_or(text: &str, otherwise: &'static str) -> HeaderValue {
    HeaderValue::from_str(text).unwrap_or(HeaderValue::from_static(otherwise))
}

/// A status and the error that explains it, as JSON.
pub type Refusal = (StatusCode, Error);

/// Metadata of an upload.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Description {
    pub name: String,
    pub alt: String,
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
) -> Result<MediaItem, Refusal> {
    let user = authenticate(&state.store, client_info, request.headers()).await.map_err(plain)?.user;
    let refuse = |refusal| refuse(state, refusal);
    let limits = Limits::default();
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: u64| length > limits.bytes) {
        return Err(refuse(PictureError::TooLarge(limits.bytes)));
    }
    let longest = usize::try_from(limits.bytes).unwrap_or(usize::MAX);
    let bytes =
        to_bytes(request.into_body(), longest).await.map_err(|error| match refusal_of(&error, limits.bytes) {
            RequestError::BodyTooLong(longest) => refuse(PictureError::TooLarge(longest)),
            other => (other.status(), Error::Unavailable),
        })?;
    let sent = IncomingFile { bytes: bytes.into(), name, alt, user: Some(user.id), at: None };
    answer(state, &user, store_upload(&state.store, limits, sent).await)
}

/// Returns the library item of a stored file, or why it was not stored.
pub fn answer(state: &AppState, user: &User, stored: Result<MediaRow, UploadError>) -> Result<MediaItem, Refusal> {
    stored.map(|row| present(state, user, row)).map_err(|error| match error {
        UploadError::Refused(refusal) => refuse(state, refusal),
        UploadError::Store(error) => plain(error.into()),
        UploadError::File(error) => refuse_unstored(state, error),
        error @ UploadError::GivenUp(_) => failed(error),
    })
}

/// Returns an internal error, whose details go to the log.
pub fn failed(error: impl std::error::Error) -> Refusal {
    tracing::error!(%error, "a file was not taken in");
    plain(Error::Internal)
}

/// Returns an error with its usual status.
pub fn plain(error: Error) -> Refusal {
    (error_status(&error), error)
}

/// Returns the error of a file that could not be stored.
pub fn refuse_unstored(state: &AppState, error: FileError) -> Refusal {
    let is_storage = matches!(error, FileError::Storage(_));
    let error = Error::from(error);
    let texts = error_response_texts(state.settings().site.language);
    match is_storage {
        true => (error_status(&error), Rejection::error("", texts.storage_unavailable_text)),
        false => plain(error),
    }
}

/// Returns why a file is not taken, and what to do about it.
pub fn refuse(state: &AppState, refusal: PictureError) -> Refusal {
    let texts = &admin_texts(state.settings().site.language).media;
    (status_of(refusal), Rejection::error("", texts.explain(refusal)))
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
