//! Address and scheme of the client, taken from the connection or from what trusted proxies forward.
//!
//! Proxies append to what the client has sent. So headers are read from the end, as bytes, and only as far as trusted
//! proxies vouch for them. Of the two forwarding headers (`X-Forwarded-For`, and `Forwarded` of RFC 7239) only the
//! configured one is used: a proxy that writes one passes through whatever a client sends in the other.

mod element;
mod list;
mod node;

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderName, header};
use ipnet::IpNet;

use crate::auth::client_address::ClientAddress;
use crate::config::{ForwardingHeader, ServerSettings};
use crate::state::AppState;
use element::Hop;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const X_FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// How a connection came to this server. It is an extension of each request that came over TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transport {
    /// Without encryption, or with that of a proxy.
    Plain,
    /// By this server's own TLS.
    Tls,
}

/// Returns the address of the client.
pub fn address_of(state: &AppState, request: &Request) -> ClientAddress {
    find_address(peer_of(request), request.headers(), &state.settings().server)
}

/// Returns the scheme of the request, `http` or `https`.
pub fn scheme_of(state: &AppState, request: &Request) -> &'static str {
    match request.extensions().get::<Transport>() {
        Some(Transport::Tls) => "https",
        _ => scheme(&state.settings().server, peer_of(request), request.headers()),
    }
}

/// Returns the scheme that the client used, given the peer and the headers.
pub fn scheme(settings: &ServerSettings, peer: IpAddr, headers: &HeaderMap) -> &'static str {
    let is_https = is_in(&settings.trusted_proxies, peer)
        && match settings.forwarding_header {
            // Each proxy writes the scheme of the request that it received, and most replace earlier values: the last
            // one counts.
            ForwardingHeader::XForwardedFor => {
                let last = elements(headers, X_FORWARDED_PROTO).next();
                last.is_some_and(|scheme| scheme.eq_ignore_ascii_case(b"https"))
            }
            ForwardingHeader::Forwarded => {
                walk(forwarded(headers), &settings.trusted_proxies).is_some_and(|hop| hop.is_https)
            }
        };
    if is_https { "https" } else { "http" }
}

/// Returns the address of the connection's peer; without a socket, as in tests, the loopback address.
fn peer_of(request: &Request) -> IpAddr {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |ConnectInfo(address)| address.ip())
}

/// Returns the peer's address unless it is a trusted proxy. If a trusted proxy forwards no valid address, the client is
/// unknown: a client that sends garbage, or has the header dropped (`Connection: X-Forwarded-For`), must not be taken
/// for the proxy.
fn find_address(peer: IpAddr, headers: &HeaderMap, settings: &ServerSettings) -> ClientAddress {
    let trusted = &settings.trusted_proxies;
    if !is_in(trusted, peer) {
        return peer.into();
    }
    let hop = match settings.forwarding_header {
        ForwardingHeader::XForwardedFor => {
            let hops =
                elements(headers, X_FORWARDED_FOR).map(|node| Hop { address: node::parse(node), is_https: false });
            walk(hops, trusted)
        }
        ForwardingHeader::Forwarded => walk(forwarded(headers), trusted),
    };
    hop.and_then(|hop| hop.address).map_or(ClientAddress::Unknown, ClientAddress::from)
}

/// Returns the first hop, from the end, that is not a trusted proxy; the hops before it are unverified. If all are
/// trusted, the request comes from the first of them.
fn walk(hops: impl Iterator<Item = Hop>, trusted: &[IpNet]) -> Option<Hop> {
    let mut client = None;
    for hop in hops {
        let is_proxy = hop.address.is_some_and(|address| is_in(trusted, address));
        client = Some(hop);
        if !is_proxy {
            break;
        }
    }
    client
}

fn forwarded(headers: &HeaderMap) -> impl Iterator<Item = Hop> {
    elements(headers, header::FORWARDED).map(element::parse)
}

/// Returns the elements of a list header over all its lines, from the last to the first. Empty elements are skipped
/// (RFC 9110, section 5.6.1.2).
fn elements(headers: &HeaderMap, name: HeaderName) -> impl Iterator<Item = &[u8]> {
    let lines = headers.get_all(name).iter().rev();
    let elements = lines.flat_map(|line| list::split_from_end(line.as_bytes(), b','));
    elements.map(<[u8]>::trim_ascii).filter(|element| !element.is_empty())
}

/// Returns whether a peer may stand for many clients: this machine, or a trusted proxy.
pub fn is_trusted(settings: &ServerSettings, peer: IpAddr) -> bool {
    peer.to_canonical().is_loopback() || is_in(&settings.trusted_proxies, peer)
}

fn is_in(networks: &[IpNet], address: IpAddr) -> bool {
    networks.iter().any(|network| network.contains(&address.to_canonical()))
}

#[cfg(test)]
mod tests;
