//! Upload of other sites' exports, and download of the reports of their imports. The files of an export are one request
//! body, one after the other, so that one node has all of them. They are streamed to the disk.

use std::path::Path;
use std::time::{Duration, SystemTime};

use axum::Router;
use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::{Extension, Path as UrlPath, Query, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::middleware::{from_fn_with_state, map_request};
use axum::response::{IntoResponse, Json, Response};
use axum::routing::{get, post};
use futures::StreamExt;
use serde::Deserialize;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use super::client_info;
use super::error_response::JsonError;
use super::load_shedding::{MeteredBody, Pace, discard};
use crate::auth::client_info::ClientInfo;
use crate::auth::session::authenticate;
use crate::i18n::admin::admin_texts;
use crate::i18n::admin::imports::ImportTexts;
use crate::model::address::admin::{AdminAddress, import_report_path};
use crate::model::admin::import::SentFile;
use crate::model::error::{Error, Rejection};
use crate::model::user::Role;
use crate::state::AppState;
use crate::store::import_runs;
use crate::transfer::run;

/// How many exports are received at once.
static RECEIVING: Semaphore = Semaphore::const_new(1);
/// Maximum size of all files of an export, in bytes.
const LARGEST: u64 = 16 * 1024 * 1024 * 1024;
/// Maximum number of files.
const MOST: usize = 100;
/// How long an upload waits for another one.
const LONGEST_TURN: Duration = Duration::from_secs(10);
/// The field that errors are about.
const FIELD: &str = "import-files";
/// After this time, the files of a server that has stopped are deleted.
const FORGOTTEN: Duration = Duration::from_hours(48);

/// Returns the routes, without the body limit of other routes.
pub fn routes(state: AppState) -> Router {
    Router::new()
        .route(AdminAddress::ImportFiles.path(), post(receive))
        .route(&import_report_path("{id}"), get(download_report))
        .layer(map_request(meter))
        .layer(from_fn_with_state(state.clone(), client_info::identify))
        .with_state(state)
}

/// Enforces the minimum upload rate. The bodies go to the disk, so they have no memory quota.
async fn meter(request: Request) -> Request {
    request.map(|body| Body::new(MeteredBody::new(body, Pace::LEAST, None)))
}

/// The files of the body, in their order, as JSON.
#[derive(Debug, Deserialize)]
struct Announced {
    #[serde(default)]
    files: String,
}

/// Receives an export, begins its dry run, and responds with the ID of the import.
async fn receive(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    headers: HeaderMap,
    Query(Announced { files }): Query<Announced>,
    request: Request,
) -> Result<Json<i64>, JsonError> {
    let mut body = request.into_body().into_data_stream();
    let received = take(&state, client_info, &headers, &files, &mut body).await;
    // Closing the connection while the client still sends could lose the answer.
    received.map(Json).inspect_err(|_| {
        let mut rest = Request::new(Body::from_stream(body));
        *rest.headers_mut() = headers;
        discard(rest);
    })
}

async fn take(
    state: &AppState,
    client_info: ClientInfo,
    headers: &HeaderMap,
    files: &str,
    body: &mut BodyDataStream,
) -> Result<i64, JsonError> {
    let signed_in = authenticate(&state.store, client_info, headers).await?;
    let user = signed_in.require(Role::Administrator)?.require_recent()?.user.id;
    let Ok(Ok(_turn)) = timeout(LONGEST_TURN, RECEIVING.acquire()).await else { return Err(Error::Unavailable.into()) };
    let settings = state.settings();
    let texts = &admin_texts(settings.site.language).imports;
    let files = check(files, texts)?;
    let place = run::place(state);
    forget_old(state, &place).await;
    let folder =
        tempfile::Builder::new().prefix(run::FOLDER).tempdir_in(&place).map_err(|error| full(&error, texts))?;
    write(folder.path(), &files, body, texts).await?;
    let id = run::begin(state, user, &files, folder.path()).await?;
    // The task of the import deletes it.
    let _ = folder.keep();
    Ok(id)
}

fn check(announced: &str, texts: &ImportTexts) -> Result<Vec<SentFile>, Error> {
    let files: Vec<SentFile> = serde_json::from_str(announced).map_err(|error| Error::malformed(&error.to_string()))?;
    let size = files.iter().fold(0_u64, |size, file| size.saturating_add(file.size));
    match () {
        () if size == 0 || files.is_empty() => Err(Rejection::error(FIELD, texts.missing_file)),
        () if size > LARGEST || files.len() > MOST => Err(Rejection::error(FIELD, texts.too_large)),
        () => Ok(files),
    }
}

/// Writes the files into a folder. Their names there are numbered, so that they are different and stay inside.
async fn write(
    folder: &Path,
    files: &[SentFile],
    body: &mut BodyDataStream,
    texts: &ImportTexts,
) -> Result<(), JsonError> {
    let cut_off = || JsonError::from(Rejection::error(FIELD, texts.cut_off));
    let mut rest = Bytes::new();
    for (file, number) in files.iter().zip(1..) {
        let path = folder.join(file_name(&file.name, number, files.len()));
        let mut written = File::create(path).await.map_err(|error| full(&error, texts))?;
        let mut left = file.size;
        while left > 0 {
            if rest.is_empty() {
                rest = body.next().await.ok_or_else(cut_off)?.map_err(|_| cut_off())?;
            }
            let length = rest.len().min(usize::try_from(left).unwrap_or(usize::MAX));
            let part = rest.split_to(length);
            left -= part.len() as u64;
            written.write_all(&part).await.map_err(|error| full(&error, texts))?;
        }
        written.flush().await.map_err(|error| full(&error, texts))?;
    }
    Ok(())
}

/// Returns a name for a file on the disk, which warnings show: the one it has, without what a path or a hidden file could
/// be made of.
fn file_name(name: &str, number: usize, all: usize) -> String {
    let is_usual = |sign: &char| sign.is_alphanumeric() || ['.', '-', '_', ' '].contains(sign);
    let name: String = name.chars().filter(is_usual).take(80).collect();
    let name = name.trim_start_matches(['.', ' ']);
    match all {
        1 if !name.is_empty() => name.to_owned(),
        _ => format!("{number}-{name}"),
    }
}

fn full(error: &std::io::Error, texts: &ImportTexts) -> JsonError {
    tracing::warn!(%error, "an export could not be received");
    Rejection::error(FIELD, texts.no_room).into()
}

/// Deletes what a server left behind that has stopped, but nothing that an import of this or another one still uses.
async fn forget_old(state: &AppState, place: &Path) {
    let Ok(used) = run::used_folders(state).await else { return };
    let Ok(mut entries) = tokio::fs::read_dir(place).await else { return };
    while let Ok(Some(entry)) = entries.next_entry().await {
        let is_ours = entry.file_name().to_string_lossy().starts_with(run::FOLDER)
            && !used.iter().any(|folder| entry.file_name() == folder.as_str());
        let changed = entry.metadata().await.and_then(|data| data.modified());
        let is_old = changed.is_ok_and(|at| SystemTime::now().duration_since(at).is_ok_and(|age| age > FORGOTTEN));
        if is_ours && is_old {
            let _ = tokio::fs::remove_dir_all(entry.path()).await;
        }
    }
}

/// Sends the whole report of an import, as JSON.
async fn download_report(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    headers: HeaderMap,
    UrlPath(id): UrlPath<i64>,
) -> Result<Response, JsonError> {
    authenticate(&state.store, client_info, &headers).await?.require(Role::Administrator)?;
    let mut reading = state.store.read().await.map_err(Error::from)?;
    let report = import_runs::read_report(&mut reading, id).await.map_err(Error::from)?;
    let report = report.filter(|report| !report.is_empty()).ok_or(Error::NotFound)?;
    let disposition = format!("attachment; filename=\"import-{id}.json\"");
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/json")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::CONTENT_DISPOSITION, HeaderValue::from_str(&disposition).map_err(|_| Error::Internal)?),
    ];
    Ok((headers, report).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_in_their_folder() {
        assert_eq!(file_name("báo cũ.xml", 1, 1), "báo cũ.xml");
        assert_eq!(file_name("../../etc/passwd", 1, 1), "etcpasswd");
        assert_eq!(file_name(".hidden", 1, 2), "1-hidden");
        assert_eq!(file_name("/", 1, 1), "1-");
    }
}
