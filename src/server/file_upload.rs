//! Upload of files of any kind to the media library. They may be large, so they are streamed to the disk, and from there
//! to the database or the storage. `server::media` receives pictures in memory.

use std::fs::File;
use std::io::{Read, Seek};
use std::path::Path;

use axum::Router;
use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Extension, Query, Request, State as Shared};
use axum::http::{StatusCode, header};
use axum::middleware::{from_fn_with_state, map_request};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::post;
use futures::StreamExt;
use tokio::io::AsyncWriteExt;
use tokio::sync::Semaphore;

use super::client_info;
use super::load_shedding::{MeteredBody, Pace, discard};
use super::media::{Description, Refusal, answer, failed, plain, refuse};
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
use crate::storage::{DigestBuilder, FileDigest};

/// How many files are received at once. Each takes space on the disk.
static RECEIVING: Semaphore = Semaphore::const_new(8);
/// How many pictures that came this way are in memory at once.
static PICTURES: Semaphore = Semaphore::const_new(1);

/// Returns the route, without the body limit of other routes.
pub fn routes(state: AppState) -> Router {
    Router::new()
        .route(AdminAddress::MediaFiles.path(), post(receive))
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
        _ => write(state, &description.name, limits, &mut body).await,
    };
    let received = received.inspect_err(|_| discard(Request::new(Body::from_stream(body))));
    store(state, user, description, received?).await
}

/// A file on the disk that has no name there, so it is gone when it is closed.
struct ReceivedFile {
    file: File,
    digest: FileDigest,
}

/// Writes the body to a file beside the database, unless its beginning tells that it is refused.
async fn write(
    state: &AppState,
    name: &str,
    limits: UploadLimits,
    body: &mut BodyDataStream,
) -> Result<ReceivedFile, Refusal> {
    let file = tempfile_beside(state.store.file()).map_err(failed)?;
    let mut writer = tokio::fs::File::from_std(file.try_clone().map_err(failed)?);
    let (mut digest, mut head, mut limit) = (DigestBuilder::default(), Vec::new(), limits.largest());
    while let Some(chunk) = body.next().await {
        let chunk: Bytes = chunk.map_err(|_| (StatusCode::BAD_REQUEST, Error::Unavailable))?;
        digest.add(&chunk);
        if head.len() < HEAD {
            head.extend_from_slice(&chunk[..chunk.len().min(HEAD - head.len())]);
            limit = recognize_head(&head, name).map_or(limit, |format| limits.of(format.kind()));
        }
        if digest.length() > limit {
            return Err(refuse(state, PictureError::TooLarge(limit)));
        }
        writer.write_all(&chunk).await.map_err(failed)?;
    }
    writer.flush().await.map_err(failed)?;
    match digest.length() {
        0 => Err(refuse(state, PictureError::Empty)),
        _ => Ok(ReceivedFile { file, digest: digest.finish() }),
    }
}

fn tempfile_beside(database: &Path) -> std::io::Result<File> {
    let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    tempfile::tempfile_in(folder)
}

async fn store(
    state: &AppState,
    user: User,
    Description { name, alt }: Description,
    ReceivedFile { mut file, digest }: ReceivedFile,
) -> Result<MediaItem, Refusal> {
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
