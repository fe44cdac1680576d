//! Upload of files of any kind to the media library. They may be large, so they are streamed to the disk, and from there
//! to the database or the storage. `server::media` receives pictures in memory.
//!
//! A file comes whole (POST), or in parts, as in the tus protocol (<https://tus.io/protocols/resumable-upload>): HEAD
//! tells in `Upload-Offset` how much was received of it, and PATCH sends the rest from there.

use std::fs::File;
use std::future::pending;
use std::io::{Read, Seek};

use axum::Router;
use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Extension, Query, Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::middleware::{from_fn_with_state, map_request};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::post;
use futures::StreamExt;
use tokio::io::AsyncWriteExt;
use tokio::sync::Semaphore;

use super::client_info;
use super::load_shedding::{MeteredBody, Pace, discard};
use super::media::{Description, Refusal, answer, failed, plain, refuse};
use super::partial_uploads::{self, FileIdentity, ReceivedPart};
use crate::auth::client_info::ClientInfo;
use crate::auth::session::authenticate;
use crate::media::{
    HEAD, IncomingFile, IncomingLargeFile, Limits, recognize, recognize_head, store_large_file, store_upload,
};
use crate::model::address::admin::AdminAddress;
use crate::model::admin::media::{MediaItem, UploadLimits};
use crate::model::error::Error;
use crate::model::media::{MediaFormat, PictureError};
use crate::model::user::User;
use crate::state::AppState;
use crate::storage::FileDigest;

/// How many files are received at once. Each takes space on the disk.
static RECEIVING: Semaphore = Semaphore::const_new(8);
/// How many pictures that came this way are in memory at once.
static PICTURES: Semaphore = Semaphore::const_new(1);
/// How much of a file was received, in bytes.
const OFFSET: HeaderName = HeaderName::from_static("upload-offset");

/// Returns the route, without the body limit of other routes.
pub fn routes(state: AppState) -> Router {
    Router::new()
        .route(AdminAddress::MediaFiles.path(), post(receive).head(tell_offset).patch(receive_rest))
        .layer(map_request(meter))
        .layer(from_fn_with_state(state.clone(), client_info::identify))
        .with_state(state)
}

/// Enforces the minimum upload rate.
async fn meter(request: Request) -> Request {
    request.map(|body| Body::new(MeteredBody::new(body, Pace::LEAST, None)))
}

/// Stores an uploaded file (the request body), and responds with its library item as JSON. A file that is already stored
/// is returned instead of stored twice. Errors are JSON, too.
async fn receive(
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
    description: Description,
    request: Request,
) -> Result<MediaItem, Refusal> {
    let user = authenticate(&state.store, client_info, request.headers()).await.map_err(plain)?.user;
    let Ok(_turn) = RECEIVING.try_acquire() else { return Err(plain(Error::Unavailable)) };
    let limits = state.settings().media.upload_limits();
    let announced: Option<u64> =
        request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    let mut body = request.into_body().into_data_stream();
    let received = match announced {
        Some(length) if length > limits.largest() => Err(refuse(state, PictureError::TooLarge(limits.largest()))),
        _ => match ReceivedPart::create(state.store.file()) {
            Ok(mut part) => {
                append(state, &description.name, limits, &mut part, &mut body, pending::<()>()).await.map(|()| part)
            }
            Err(error) => Err(failed(error)),
        },
    };
    let received = received.inspect_err(|_| discard(Request::new(Body::from_stream(body))));
    store(state, user, description, received?).await
}

/// Tells how much was received of a file. The request that still receives it ends.
async fn tell_offset(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    Query(identity): Query<FileIdentity>,
    headers: HeaderMap,
) -> Response {
    let user = match authenticate(&state.store, client_info, &headers).await {
        Ok(signed_in) => signed_in.user,
        Err(error) => return plain(error).0.into_response(),
    };
    let offset = match partial_uploads::find(user.id, &identity) {
        Some(part) => part.lock().await.as_ref().map_or(0, |part| part.digest.length()),
        None => 0,
    };
    ([(OFFSET, offset)], [(header::CACHE_CONTROL, "no-store")]).into_response()
}

/// Receives the rest of a file (the request body) from `Upload-Offset`. What arrives is kept if the connection is lost,
/// so this does not end with the request. Once the file is complete, answers as `receive` does.
async fn receive_rest(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    Query(identity): Query<FileIdentity>,
    request: Request,
) -> Response {
    let receiving = tokio::spawn(async move { take_rest(&state, client_info, identity, request).await });
    match receiving.await {
        Ok(Ok(media_item)) => Json(media_item).into_response(),
        Ok(Err((status, error))) => (status, Json(error)).into_response(),
        Err(_) => plain(Error::Internal).0.into_response(),
    }
}

async fn take_rest(
    state: &AppState,
    client_info: ClientInfo,
    identity: FileIdentity,
    request: Request,
) -> Result<MediaItem, Refusal> {
    let user = authenticate(&state.store, client_info, request.headers()).await.map_err(plain)?.user;
    let Ok(_turn) = RECEIVING.try_acquire() else { return Err(plain(Error::Unavailable)) };
    let limits = state.settings().media.upload_limits();
    let offset = request.headers().get(OFFSET).and_then(|offset| offset.to_str().ok()?.parse::<u64>().ok());
    let mut body = request.into_body().into_data_stream();
    let received = match identity.length > limits.largest() {
        true => Err(refuse(state, PictureError::TooLarge(limits.largest()))),
        false => receive_part(state, user.id, &identity, offset, &mut body).await,
    };
    let received = received.inspect_err(|_| discard(Request::new(Body::from_stream(body))));
    let description = Description { name: identity.name, alt: String::new() };
    store(state, user, description, received?).await
}

/// Appends a body to the part that was received of a file, and returns it once it is complete.
async fn receive_part(
    state: &AppState,
    user: i64,
    identity: &FileIdentity,
    offset: Option<u64>,
    body: &mut BodyDataStream,
) -> Result<ReceivedPart, Refusal> {
    let (shared, mut interrupted) = partial_uploads::take_over(user, identity.clone());
    let mut held = shared.lock().await;
    let part = match &mut *held {
        Some(part) => part,
        none => none.insert(ReceivedPart::create(state.store.file()).map_err(failed)?),
    };
    if offset != Some(part.digest.length()) {
        return Err((StatusCode::CONFLICT, Error::Unavailable));
    }
    let limits = state.settings().media.upload_limits();
    let appended = match append(state, &identity.name, limits, part, body, &mut interrupted).await {
        Err(broken @ (StatusCode::BAD_REQUEST | StatusCode::CONFLICT, _)) => return Err(broken),
        Ok(()) if part.digest.length() < identity.length => return Err((StatusCode::BAD_REQUEST, Error::Unavailable)),
        appended => appended,
    };
    let is_too_long = part.digest.length() > identity.length;
    partial_uploads::forget(user, identity);
    let part = held.take().filter(|_| !is_too_long).ok_or((StatusCode::BAD_REQUEST, Error::Unavailable))?;
    appended.map(|()| part)
}

/// Appends the body to a file, unless its beginning tells that it is refused, until `interrupted` is ready.
async fn append(
    state: &AppState,
    name: &str,
    limits: UploadLimits,
    part: &mut ReceivedPart,
    body: &mut BodyDataStream,
    mut interrupted: impl Future + Unpin,
) -> Result<(), Refusal> {
    let mut writer = tokio::fs::File::from_std(part.file.try_clone().map_err(failed)?);
    let limit_of = |head: &[u8]| recognize_head(head, name).map_or(limits.largest(), |format| limits.of(format.kind()));
    let mut limit = limit_of(&part.head);
    loop {
        let next = tokio::select! {
            next = body.next() => next,
            _ = &mut interrupted => return Err((StatusCode::CONFLICT, Error::Unavailable)),
        };
        let Some(chunk) = next else { return Ok(()) };
        let chunk: Bytes = chunk.map_err(|_| (StatusCode::BAD_REQUEST, Error::Unavailable))?;
        if part.head.len() < HEAD {
            part.head.extend_from_slice(&chunk[..chunk.len().min(HEAD - part.head.len())]);
            limit = limit_of(&part.head);
        }
        if part.digest.length() + chunk.len() as u64 > limit {
            return Err(refuse(state, PictureError::TooLarge(limit)));
        }
        writer.write_all(&chunk).await.map_err(failed)?;
        writer.flush().await.map_err(failed)?;
        part.digest.add(&chunk);
    }
}

async fn store(
    state: &AppState,
    user: User,
    Description { name, alt }: Description,
    ReceivedPart { mut file, digest, .. }: ReceivedPart,
) -> Result<MediaItem, Refusal> {
    if digest.length() == 0 {
        return Err(refuse(state, PictureError::Empty));
    }
    let digest: FileDigest = digest.finish();
    let (known, length) = (name.clone(), digest.length);
    let recognized = tokio::task::spawn_blocking(move || recognize(&mut file, &known).map(|format| (file, format)));
    let (file, format) = recognized.await.map_err(failed)?.map_err(failed)?;
    let stored = match format.map_err(|refusal| refuse(state, refusal))? {
        MediaFormat::Picture(_) => {
            let limits = Limits::default();
            if length > limits.bytes {
                return Err(refuse(state, PictureError::TooLarge(limits.bytes)));
            }
            let _turn = PICTURES.acquire().await;
            let bytes = read_whole(file).await.map_err(failed)?;
            store_upload(&state.store, limits, IncomingFile { bytes, name, alt, user: Some(user.id), at: None }).await
        }
        MediaFormat::File(format) => {
            let sent = IncomingLargeFile { file, digest, format, name, user: Some(user.id), at: None };
            store_large_file(&state.store, sent).await
        }
    };
    answer(state, &user, stored)
}

async fn read_whole(mut file: File) -> std::io::Result<Vec<u8>> {
    let read = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        file.rewind()?;
        file.read_to_end(&mut bytes)?;
        Ok(bytes)
    });
    read.await.map_err(std::io::Error::other)?
}
