//! Static files of the site: embedded in a release build, read from disk in development.

use axum::body::Body;
use axum::extract::{Extension, Path, Request, State as Shared};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::conditional_request::is_etag_known;
use crate::admin::AdminClientFiles;
use crate::auth::client_info::ClientInfo;
use crate::auth::session::authenticate;
use crate::model::address::paths;
use crate::page_cache::accept_encoding::AcceptedEncodings;
use crate::pages::ClientUrls;
use crate::state::AppState;

/// An embedded file, with its compressed forms where they are smaller.
#[derive(Debug)]
pub struct Asset {
    /// Path below `/pkg/<release>/` for client files, else from the root.
    pub path: &'static str,
    pub content_type: &'static str,
    /// Strong entity tag: a digest of the content, quoted.
    pub etag: &'static str,
    pub identity: &'static [u8],
    pub brotli: Option<&'static [u8]>,
    pub gzip: Option<&'static [u8]>,
}

// `RELEASE`, `CLIENT` and `PUBLIC`: written by the build script; empty in a debug build.
include!(concat!(env!("OUT_DIR"), "/assets.rs"));

/// Location of the client's files.
#[derive(Clone, Debug)]
pub struct ClientFiles {
    /// Folder of the files, without a trailing slash.
    pub folder: String,
    /// Whether there is a client to hydrate pages with.
    pub hydrates: bool,
}

impl ClientFiles {
    /// Returns the client of this binary. A debug build, which tests use, has none, so its pages are not hydrated.
    pub fn current() -> ClientFiles {
        match RELEASE {
            "" => ClientFiles { folder: "/pkg".to_owned(), hydrates: false },
            release => ClientFiles { folder: format!("/pkg/{release}"), hydrates: true },
        }
    }

    /// Returns the URLs that a page's document needs.
    pub fn frame(self) -> ClientUrls {
        ClientUrls { folder: self.folder, hydrates: self.hydrates }
    }

    /// Returns the files of the admin's client.
    pub fn admin(self) -> AdminClientFiles {
        let file = |name: &str| format!("{}/{name}", self.folder);
        AdminClientFiles {
            style: file("admin.css"),
            script: file("admin.js"),
            wasm: file("admin.wasm"),
            editor: file("editor.js"),
            editor_style: file("editor.css"),
            hydrates: self.hydrates,
        }
    }
}

/// Cache policy of content whose URL changes with it.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Cache policy of content whose URL changes with it, for private caches only.
const PRIVATELY: HeaderValue = HeaderValue::from_static("private, max-age=31536000, immutable");
/// Cache policy of content that may change with a new release.
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// Files of the admin's client and of its visual editor. They require a session.
const ADMIN: [&str; 4] = ["admin.js", "admin.wasm", "editor.js", "editor.css"];

/// Serves a file of the client. Files of other releases are not found; pages that request them reload.
pub async fn serve_client(
    Shared(state): Shared<AppState>,
    Extension(client_info): Extension<ClientInfo>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Response {
    let asset = file.strip_prefix(RELEASE).and_then(|file| file.strip_prefix('/'));
    match asset.and_then(|file| CLIENT.iter().find(|asset| asset.path == file)) {
        Some(asset) if ADMIN.contains(&asset.path) => match authenticate(&state.store, client_info, &headers).await {
            Ok(_) => send(asset, &headers, PRIVATELY),
            Err(error) => error.into_response(),
        },
        Some(asset) => send(asset, &headers, FOREVER),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Serves the files of `public/` at the root. It is the first middleware, so that files skip all other work.
pub async fn serve_public(request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let path = request.uri().path();
    if let Some(asset) = PUBLIC.iter().find(|asset| reads && asset.path == path) {
        return send(asset, request.headers(), cache_policy(path));
    }
    // Only file paths contain a dot; slugs do not.
    if RELEASE.is_empty() && reads && path.contains('.') && !path.starts_with(paths::CLIENT_FILES) {
        let found = serve_disk("public", path.trim_start_matches('/'), request.method().clone()).await;
        if found.status().is_success() {
            return found;
        }
    }
    next.run(request).await
}

/// Returns the cache policy of a file of `public/`. Fonts have a digest of their content in their names.
fn cache_policy(path: &str) -> HeaderValue {
    if path.starts_with("/fonts/") && path.ends_with(".woff2") { FOREVER } else { A_DAY }
}

async fn serve_disk(root: &str, file: &str, method: Method) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method;
    match format!("/{file}").parse() {
        Ok(uri) => *request.uri_mut() = uri,
        Err(_) => return StatusCode::NOT_FOUND.into_response(),
    }
    let Ok(response) = tower::ServiceExt::oneshot(tower_http::services::ServeDir::new(root), request).await;
    response.map(Body::new)
}

fn send(asset: &'static Asset, headers: &HeaderMap, cache: HeaderValue) -> Response {
    let mut response = Response::new(Body::empty());
    let answer = response.headers_mut();
    answer.insert(header::ETAG, HeaderValue::from_static(asset.etag));
    answer.insert(header::CACHE_CONTROL, cache);
    answer.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.content_type));
    if is_etag_known(headers, asset.etag.as_bytes()) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return response;
    }
    let accepted = AcceptedEncodings::of(headers);
    let (bytes, encoding) = match (asset.brotli, asset.gzip) {
        (Some(bytes), _) if accepted.brotli => (bytes, Some("br")),
        (_, Some(bytes)) if accepted.gzip => (bytes, Some("gzip")),
        _ => (asset.identity, None),
    };
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    *response.body_mut() = Body::from(bytes);
    response
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn fonts_are_named_after_their_content_and_kept_forever() {
        for entry in std::fs::read_dir("public/fonts").unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            if let Some(stem) = name.strip_suffix(".woff2") {
                let digest = Sha256::digest(std::fs::read(&path).unwrap());
                let digest: String = digest.iter().take(4).map(|byte| format!("{byte:02x}")).collect();
                assert_eq!(stem.rsplit('.').next(), Some(&*digest), "{name}");
                assert_eq!(cache_policy(&format!("/fonts/{name}")), FOREVER);
            }
        }
        assert_eq!(cache_policy("/fonts/OFL.txt"), A_DAY);
    }
}
