use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use ipnet::IpNet;

use crate::auth::caller::Caller;
use crate::config::Settings;
use crate::state::State;

/// Finds out who asks, and refuses writes that another site's page has sent.
pub async fn identify(Shared(state): Shared<State>, mut request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if !reads && is_foreign(request.headers(), request.uri(), &state.settings().site.address) {
        return (StatusCode::FORBIDDEN, "This request came from another site.\n").into_response();
    }
    let address = address_of(&state, &request);
    let scheme = scheme_of(&state, &request);
    request.extensions_mut().insert(Caller { address, scheme });
    next.run(request).await
}

/// Who is at the other end of the connection. Without a socket, as in tests, it is this machine.
fn peer_of(request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip())
}

/// The address of whoever asks: that of the connection, or what a trusted proxy says.
pub fn address_of(state: &State, request: &Request) -> IpAddr {
    find_address(peer_of(request), request.headers(), &state.settings().server.trusted_proxies)
}

/// By which scheme the site is asked: a trusted proxy says how it was.
pub fn scheme_of(state: &State, request: &Request) -> &'static str {
    scheme(&state.settings(), peer_of(request), request.headers())
}

/// The same, of a request that a peer has sent.
pub fn scheme(settings: &Settings, peer: IpAddr, headers: &HeaderMap) -> &'static str {
    let forwarded = headers.get("x-forwarded-proto").filter(|scheme| *scheme == "https");
    if forwarded.is_some() && is_in(&settings.server.trusted_proxies, peer) { "https" } else { "http" }
}

/// The last address in `X-Forwarded-For` that no trusted proxy has: those before it are the client's own claim.
fn find_address(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    if !is_in(trusted, peer) {
        return peer.to_canonical();
    }
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let claims = lines.filter_map(|line| line.to_str().ok()).flat_map(|line| line.rsplit(','));
    let mut nearest = peer;
    for claim in claims {
        let Ok(address) = claim.trim().parse::<IpAddr>() else { break };
        nearest = address;
        if !is_in(trusted, address) {
            break;
        }
    }
    nearest.to_canonical()
}

fn is_in(networks: &[IpNet], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(&address.to_canonical()))
}

/// Whether a browser says that another site's page sent this (Fetch Metadata; RFC 6454 for older browsers). A
/// program that sends neither header carries nobody's cookies, and so is no danger.
fn is_foreign(headers: &HeaderMap, uri: &Uri, site: &str) -> bool {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    match text(header::HeaderName::from_static("sec-fetch-site")) {
        Some("same-origin" | "none") => return false,
        Some(_) => return true,
        None => {}
    }
    let Some(origin) = text(header::ORIGIN) else { return false };
    let host = text(header::HOST).or(uri.host()).unwrap_or_default();
    let named = origin.split_once("://").map_or(origin, |(_, host)| host);
    origin != site && named != host
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(lines: &[(&'static str, &str)]) -> HeaderMap {
        lines.iter().map(|(name, value)| (header::HeaderName::from_static(name), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let trusted: Vec<IpNet> = vec!["10.0.0.0/8".parse().unwrap(), "::1/128".parse().unwrap()];
        let find = |peer: &str, line| {
            find_address(peer.parse().unwrap(), &headers(&[("x-forwarded-for", line)]), &trusted).to_string()
        };
        assert_eq!(find("203.0.113.9", "198.51.100.1"), "203.0.113.9");
        assert_eq!(find("10.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(find("10.0.0.1", "192.0.2.66, 198.51.100.1, 10.0.0.2"), "198.51.100.1");
        assert_eq!(find("::1", "2001:db8::7"), "2001:db8::7");
        assert_eq!(find("10.0.0.1", "nonsense"), "10.0.0.1");
        assert_eq!(find("10.0.0.1", "198.51.100.1, nonsense"), "10.0.0.1");
    }

    #[test]
    fn foreign_pages_are_recognised() {
        let uri = Uri::from_static("/posts/a");
        let foreign = |lines: &[(&'static str, &str)]| is_foreign(&headers(lines), &uri, "https://bao.vn");
        assert!(!foreign(&[]));
        assert!(!foreign(&[("sec-fetch-site", "same-origin")]));
        assert!(foreign(&[("sec-fetch-site", "cross-site")]));
        assert!(foreign(&[("sec-fetch-site", "same-site")]));
        assert!(!foreign(&[("origin", "http://localhost:3000"), ("host", "localhost:3000")]));
        assert!(!foreign(&[("origin", "https://bao.vn"), ("host", "127.0.0.1:3000")]));
        assert!(foreign(&[("origin", "https://evil.example"), ("host", "localhost:3000")]));
        assert!(foreign(&[("origin", "null"), ("host", "localhost:3000")]));
    }
}
