use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{Path, Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use tokio::sync::Semaphore;
use tokio::time::timeout;

use crate::state::AppState;
use crate::store::certificates;

/// Where the certificate authority asks (RFC 8555, section 8.3).
const CHALLENGE: &str = "/.well-known/acme-challenge/{token}";

/// Longest token that is looked up.
const LONGEST_TOKEN: usize = 128;

/// How many tokens are looked up at the same time: anybody can ask.
const LOOKUPS: usize = 8;

/// How long a lookup may wait for others: the authority would not ask again soon.
const LOOKUP_PATIENCE: Duration = Duration::from_secs(5);

const HTTPS_PORT: u16 = 443;

#[derive(Clone)]
struct PlainHttp {
    state: AppState,
    /// The port of HTTPS.
    port: u16,
    lookups: Arc<Semaphore>,
}

/// Returns the routes of plain HTTP: answers for the certificate authority, and redirects to HTTPS.
pub fn router(state: AppState, port: u16) -> Router {
    let shared = PlainHttp { state, port, lookups: Arc::new(Semaphore::new(LOOKUPS)) };
    Router::new().route(CHALLENGE, get(answer)).fallback(redirect).with_state(shared)
}

/// Answers the certificate authority. Each node knows the answers of all.
async fn answer(State(http): State<PlainHttp>, Path(token): Path<String>) -> Response {
    let is_token = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '-' | '_');
    if token.len() > LONGEST_TOKEN || !token.chars().all(is_token) {
        return StatusCode::NOT_FOUND.into_response();
    }
    let Ok(Ok(_permit)) = timeout(LOOKUP_PATIENCE, http.lookups.acquire()).await else {
        return StatusCode::SERVICE_UNAVAILABLE.into_response();
    };
    let found = async { certificates::find_answer(&mut *http.state.store.read().await?, &token).await };
    match found.await {
        Ok(Some(answer)) => ([(header::CONTENT_TYPE, "application/octet-stream")], answer).into_response(),
        Ok(None) => StatusCode::NOT_FOUND.into_response(),
        Err(error) => {
            tracing::warn!(%error, "an answer for the certificate authority could not be read");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

/// Redirects to the same page over HTTPS, if the request is for a domain of the site. Without a certificate nothing is
/// redirected, since browsers would remember it.
async fn redirect(State(http): State<PlainHttp>, request: Request) -> Response {
    let (settings, certificate) = (http.state.settings(), http.state.certificate.get());
    let host = host_of(request.headers(), request.uri());
    let is_ours = |host: &str| {
        settings.https.domains.iter().any(|domain| domain == host)
            || (settings.https.domains.is_empty() && certificate.as_ref().is_some_and(|known| known.covers(host)))
    };
    let Some(host) = host.filter(|host| is_ours(host)) else {
        return (StatusCode::MISDIRECTED_REQUEST, "This server does not have the site of this address.\n")
            .into_response();
    };
    if certificate.is_none() {
        let later = [(header::RETRY_AFTER, HeaderValue::from_static("60"))];
        return (StatusCode::SERVICE_UNAVAILABLE, later, "There is no certificate for this site yet.\n")
            .into_response();
    }
    let authority = authority(&host, http.port, &settings.site.address);
    // Browsers may change the method at 301, and must keep it at 308 (RFC 9110, section 15.4).
    let status = match *request.method() {
        Method::GET | Method::HEAD => StatusCode::MOVED_PERMANENTLY,
        _ => StatusCode::PERMANENT_REDIRECT,
    };
    let location = HeaderValue::from_str(&format!("https://{authority}{}", path_of(request.uri())));
    location.map_or_else(
        |_| StatusCode::BAD_REQUEST.into_response(),
        |location| (status, [(header::LOCATION, location)]).into_response(),
    )
}

/// Returns the host that a request is for, in lower case and without the port. In a whole address, it is that of the
/// address (RFC 9112, section 3.2.2).
fn host_of(headers: &HeaderMap, uri: &Uri) -> Option<String> {
    let named = || headers.get(header::HOST)?.to_str().ok()?.parse::<Authority>().ok();
    let authority = uri.authority().cloned().or_else(named)?;
    Some(authority.host().trim_end_matches('.').to_ascii_lowercase())
}

/// Returns host and port of the site over HTTPS. The port is that of the site's address, if that is of the same host,
/// since a router may change ports.
fn authority(host: &str, port: u16, site: &str) -> String {
    let public = site.strip_prefix("https://").and_then(|site| site.parse::<Authority>().ok());
    let port = match public.filter(|public| public.host().eq_ignore_ascii_case(host)) {
        Some(public) => public.port_u16().unwrap_or(HTTPS_PORT),
        None => port,
    };
    if port == HTTPS_PORT { host.to_owned() } else { format!("{host}:{port}") }
}

/// Returns path and query. What has none, such as `OPTIONS *`, is taken for the front page, so that nothing of it can
/// become a part of the host.
fn path_of(uri: &Uri) -> &str {
    uri.path_and_query().map(axum::http::uri::PathAndQuery::as_str).filter(|path| path.starts_with('/')).unwrap_or("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_host_is_the_one_that_was_asked() {
        let ask = |host: &str, uri: &str| {
            let value = HeaderValue::from_str(host).unwrap();
            host_of(&HeaderMap::from_iter([(header::HOST, value)]), &uri.parse().unwrap())
        };
        assert_eq!(ask("Example.org.:80", "/a").as_deref(), Some("example.org"));
        assert_eq!(ask("other.example", "http://example.org/a").as_deref(), Some("example.org"));
        assert_eq!(ask("[::1]:80", "/").as_deref(), Some("[::1]"));
        assert_eq!(ask("a b", "/"), None);
        assert_eq!(host_of(&HeaderMap::new(), &"/".parse().unwrap()), None);
    }

    #[test]
    fn redirects_stay_on_the_host() {
        assert_eq!(
            path_of(&"//evil.example/a?b".parse().unwrap()),
            "//evil.example/a?b",
            "after the host it is a path"
        );
        assert_eq!(path_of(&"http://example.org".parse().unwrap()), "/");
        assert_eq!(path_of(&"*".parse().unwrap()), "/");
        assert_eq!(path_of(&"evil.example:443".parse().unwrap()), "/");
        assert_eq!(authority("example.org", 443, ""), "example.org");
        assert_eq!(authority("example.org", 8443, ""), "example.org:8443");
        assert_eq!(authority("example.org", 8443, "https://example.org"), "example.org");
        assert_eq!(authority("example.org", 443, "https://example.org:8443"), "example.org:8443");
        assert_eq!(authority("www.example.org", 8443, "https://example.org"), "www.example.org:8443");
    }
}
