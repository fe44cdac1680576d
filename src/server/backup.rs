//! Download and upload of backups. They are as large as the site, so they are streamed to and from the disk instead of
//! being held in memory.

use std::borrow::Borrow;
use std::io;
use std::path::Path;

use axum::Router;
use axum::body::Body;
use axum::extract::{Extension, Path as UrlPath, Query, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{from_fn_with_state, map_request};
use axum::response::{IntoResponse, Json, Redirect, Response};
use axum::routing::{get, post};
use futures::StreamExt;
use serde::Deserialize;
use tokio::io::AsyncWriteExt;
use tower::ServiceExt;
use tower_http::services::ServeFile;

use super::client_info;
use super::error_response::JsonError;
use super::load_shedding::{MeteredBody, Pace};
use crate::auth::client_info::ClientInfo;
use crate::auth::session::{RecentlyAuthenticated, authenticate};
use crate::i18n::admin::admin_texts;
use crate::i18n::admin::backup::BackupTexts;
use crate::model::address::admin::{AdminAddress, backup_copy_path};
use crate::model::error::{Error, Rejection};
use crate::model::user::Role;
use crate::reading::site::read_title;
use crate::state::AppState;
use crate::store::backup::{self, BackupError, LiveDatabase};
use crate::store::settings::find_site_mark;
use crate::store::sqlite::database_files::list_copies;
use crate::store::users;
use crate::text::slugify;
use crate::writing::fold_titles;

/// Maximum size of an uploaded backup, in bytes.
const LARGEST: u64 = 8 * 1024 * 1024 * 1024;

/// Returns the routes of backups, without the body limit and compression of other routes.
pub fn routes(state: AppState) -> Router {
    Router::new()
        .route(AdminAddress::BackupDownload.path(), post(download))
        .route(&backup_copy_path("{name}"), get(download_copy))
        .route(AdminAddress::BackupRestore.path(), post(restore))
        .layer(map_request(meter))
        .layer(from_fn_with_state(state.clone(), client_info::identify))
        .with_state(state)
}

/// Requires recent authentication, since a stolen session must not suffice: a backup contains the site's secrets, and a
/// restored one replaces the users.
async fn require_recent(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
) -> Result<RecentlyAuthenticated, Error> {
    authenticate(&state.store, client_info, headers).await?.require(Role::Administrator)?.require_recent()
}

/// Redirects to the reauthentication page if that is required. Downloads are requested by links and forms, which cannot
/// show the dialog.
fn lead_to_reauthentication(error: Error, next: &str) -> Result<Response, JsonError> {
    match error {
        Error::ReauthenticationRequired => {
            let next = percent_encoding::utf8_percent_encode(next, percent_encoding::NON_ALPHANUMERIC);
            Ok(Redirect::to(&format!("{}?next={next}", AdminAddress::Reauthentication)).into_response())
        }
        error => Err(error.into()),
    }
}

/// Enforces the minimum upload rate. The bodies go to the disk, so they have no memory quota.
async fn meter(request: Request) -> Request {
    request.map(|body| Body::new(MeteredBody::new(body, Pace::LEAST, None)))
}

/// Sends a new, verified backup. It is not a GET, because it takes time and disk space, and its date is stored.
async fn download(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    headers: HeaderMap,
) -> Result<Response, JsonError> {
    if let Err(error) = require_recent(&state, client_info, &headers).await {
        return lead_to_reauthentication(error, AdminAddress::Backup.path());
    }
    let draft = LiveDatabase::of(&state.store).await.map_err(failed)?.draft().await.map_err(failed)?;
    let title = read_title(&mut *state.store.read().await.map_err(Error::from)?, &state.settings()).await;
    let time_zone = state.settings().site.time_zone.clone();
    let day = jiff::Timestamp::now().to_zoned_datetime(time_zone).strftime("%Y-%m-%d").to_string();
    let name = format!("{}-{day}.db", slugify(&title.map_err(Error::from)?));
    let answer = send(draft.path(), &name).await?;
    let mut writing = state.store.write().await.map_err(Error::from)?;
    backup::remember(&mut writing).await;
    writing.commit().await.map_err(Error::from)?;
    // The file is already open, so it is sent although its path is deleted now.
    Ok(answer)
}

/// Sends one of the copies beside the database.
async fn download_copy(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    headers: HeaderMap,
    UrlPath(name): UrlPath<String>,
) -> Result<Response, JsonError> {
    if let Err(error) = require_recent(&state, client_info, &headers).await {
        return lead_to_reauthentication(error, AdminAddress::Backup.path());
    }
    // Only listed copies are served. The name is never used as a path.
    let copies = list_copies(state.store.file()).unwrap_or_default();
    let mut paths = copies.into_iter().map(|copy| copy.path);
    let path = paths.find(|path| path.file_name().is_some_and(|found| found == name.as_str()));
    send(&path.ok_or(Error::NotFound)?, &name).await
}

async fn send(path: &Path, name: &str) -> Result<Response, JsonError> {
    // A new request is used, because the browser's may ask for a range of an earlier copy.
    let Ok(served) = ServeFile::new(path).oneshot(Request::new(Body::empty())).await;
    let mut answer = served.into_response();
    if answer.status() != StatusCode::OK {
        return Err(Error::Internal.into());
    }
    let headers = answer.headers_mut();
    headers.remove(header::LAST_MODIFIED);
    headers.remove(header::ACCEPT_RANGES);
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("application/vnd.sqlite3"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    let disposition =
        HeaderValue::from_str(&format!("attachment; filename=\"{name}\"")).map_err(|_| Error::Internal)?;
    headers.insert(header::CONTENT_DISPOSITION, disposition);
    Ok(answer)
}

/// Confirmation that must be typed before a site is replaced.
#[derive(Debug, Deserialize)]
struct RestoreConfirmation {
    #[serde(default)]
    title: String,
}

/// Restores the backup in the request body. Responds with the URL to go to, as JSON, because the restored site has no
/// session.
async fn restore(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    headers: HeaderMap,
    Query(RestoreConfirmation { title }): Query<RestoreConfirmation>,
    request: Request,
) -> Result<Response, JsonError> {
    let user = &require_recent(&state, client_info, &headers).await?.user;
    let settings = state.settings();
    let texts = &admin_texts(settings.site.language).backup;
    let own = read_title(&mut *state.store.read().await.map_err(Error::from)?, &settings).await;
    if title.trim() != own.map_err(Error::from)?.trim() {
        return Err(Rejection::error("backup-title", texts.wrong_title).into());
    }
    let sent = receive(state.store.file(), request.into_body(), texts).await?;
    let old = find_site_mark(&mut *state.store.read().await.map_err(Error::from)?).await.map_err(Error::from)?;
    let live = LiveDatabase::of(&state.store).await.map_err(failed)?;
    let (kept, _) = live.restore(sent.path()).await.map_err(|error| explain(&error, texts))?;
    tracing::info!("the site has been restored by user {}; it was before as in {}", user.id, kept.path.display());
    state.reload().await?;
    let new = find_site_mark(&mut *state.store.read().await.map_err(Error::from)?).await.map_err(Error::from)?;
    if let (Some(bucket), Some(old), Some(new)) = (state.store.files.bucket(), old, new)
        && let Err(error) = bucket.hand_over(&old, &new).await
    {
        tracing::warn!(%error, "the storage is not marked as the restored site's");
    }
    fold_titles(&state).await?;
    let next = match users::any(&mut *state.store.read().await.map_err(Error::from)?).await.map_err(Error::from)? {
        true => format!("{}?restored", AdminAddress::Login),
        // The backup is older than the first user: the person who restored it creates one.
        false => format!("{}?token={}", AdminAddress::Setup, state.setup.issue()?),
    };
    Ok(Json(next).into_response())
}

/// Writes the body to a temporary file beside the database, which is deleted on drop.
async fn receive(database: &Path, body: Body, texts: &BackupTexts) -> Result<UploadedBackup, JsonError> {
    let full = |error: io::Error| -> JsonError {
        tracing::warn!(%error, "a backup could not be received");
        Rejection::error("backup-file", texts.no_room).into()
    };
    let folder = database.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let file = tempfile::Builder::new().prefix(".longan-").suffix(".upload").tempfile_in(folder).map_err(full)?;
    let (file, path) = file.into_parts();
    let mut file = tokio::fs::File::from_std(file);
    let (mut chunks, mut length) = (body.into_data_stream(), 0);
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Rejection::error("backup-file", texts.cut_off))?;
        length += chunk.len() as u64;
        if length > LARGEST {
            return Err(Rejection::error("backup-file", texts.too_large).into());
        }
        file.write_all(&chunk).await.map_err(full)?;
    }
    file.flush().await.map_err(full)?;
    match length {
        0 => Err(Rejection::error("backup-file", texts.missing_file).into()),
        _ => Ok(UploadedBackup(path)),
    }
}

/// An uploaded backup file.
struct UploadedBackup(tempfile::TempPath);

impl UploadedBackup {
    fn path(&self) -> &Path {
        &self.0
    }
}

/// Returns the message for an error of a restore. File names are logged but not shown.
fn explain(error: &BackupError, texts: &BackupTexts) -> Error {
    let text = match error {
        BackupError::Foreign(_) | BackupError::NoBackup(_) => texts.foreign,
        BackupError::Unsound { .. } | BackupError::UnsoundCopy(_) => texts.unsound,
        BackupError::Newer(_) => texts.newer,
        BackupError::Full(_) | BackupError::Write { .. } => texts.no_room,
        BackupError::Replace(_) | BackupError::InUse(_) => texts.busy,
        _ => return failed(error).0,
    };
    tracing::warn!(%error, "a backup was not restored");
    Rejection::error("backup-file", text)
}

fn failed(error: impl Borrow<BackupError>) -> JsonError {
    tracing::error!(error = %error.borrow(), "the backup failed");
    JsonError(Error::Internal)
}
