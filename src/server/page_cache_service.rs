//! The outermost service: answers requests from the page cache, and fills it.

use std::cell::RefCell;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use futures::future::{BoxFuture, Either};
use tower::Service;

use super::client_address::{Transport, scheme};
use super::conditional_request::{is_etag_known, is_known_since};
use super::read_count;
use super::read_your_writes::{self, find_unknown_version};
use crate::clock::now;
use crate::page_cache::accept_encoding::AcceptedEncodings;
use crate::page_cache::{CachePolicy, CachedPage, RenderGuard, Representation, SingleFlight, key};
use crate::request::write_origin;
use crate::state::AppState;

/// Maximum size of a cached page, in bytes.
const LONGEST: usize = 8 * 1024 * 1024;

/// Of files whose address changes with their content.
const FOREVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
/// Shared caches may store a page but must revalidate it, which is cheap.
const CACHE: HeaderValue = HeaderValue::from_static("public, max-age=0, must-revalidate");

/// The service of the whole site. It answers with cached pages before any other work, forwards other requests to the
/// router, and caches responses that are cacheable, with all their headers.
#[derive(Clone, Debug)]
pub struct PageCacheService {
    shared: Arc<ServiceState>,
    /// Address of the peer. `None` without a socket, as in tests.
    peer: Option<SocketAddr>,
    transport: Transport,
}

#[derive(Debug)]
struct ServiceState {
    state: AppState,
    router: Router,
}

/// How a request is handled.
enum CacheDecision {
    Here(Arc<CachedPage>),
    /// Not cached, but cacheable under this key.
    Missing(String),
    /// Not cacheable.
    Uncacheable,
}

thread_local! {
    /// Reused buffer for keys, so that a lookup allocates nothing.
    static KEY: RefCell<String> = const { RefCell::new(String::new()) };
}

impl PageCacheService {
    /// Creates the service around a router, without a peer address.
    pub fn new(state: AppState, router: Router) -> PageCacheService {
        PageCacheService { shared: Arc::new(ServiceState { state, router }), peer: None, transport: Transport::Plain }
    }

    /// Returns the service for a connection with this peer.
    pub fn of(&self, peer: SocketAddr, transport: Transport) -> PageCacheService {
        PageCacheService { peer: Some(peer), transport, ..self.clone() }
    }

    fn find(&self, request: &Request) -> CacheDecision {
        KEY.with_borrow_mut(|key| {
            key.clear();
            if self.shared.state.store.is_out_of_date() || !self.write_key(key, request) {
                return CacheDecision::Uncacheable;
            }
            match self.shared.state.pages.find(key, now()) {
                Some(page) => CacheDecision::Here(page),
                None => CacheDecision::Missing(key.clone()),
            }
        })
    }

    /// Writes the cache key of a request; false if the response is not cacheable. The key includes the origin of the
    /// site, since share links contain it.
    fn write_key(&self, key: &mut String, request: &Request) -> bool {
        let (headers, uri) = (request.headers(), request.uri());
        if !matches!(*request.method(), Method::GET | Method::HEAD) {
            return false;
        }
        let settings = self.shared.state.settings();
        let peer = self.peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.ip());
        let scheme = || match self.transport {
            Transport::Plain => scheme(&settings.server, peer, headers),
            Transport::Tls => "https",
        };
        write_origin(key, &settings, scheme, headers, uri);
        key::append_key(key, uri.path(), uri.query())
    }

    /// Renders a missing page, once for all concurrent requests.
    async fn fetch(self, key: String, request: Request) -> Response {
        let (is_head, headers) = (request.method() == Method::HEAD, request.headers().clone());
        let response = match self.shared.state.pages.begin_render(&key) {
            SingleFlight::Lead(guard) => self.fill(request, Some(guard)).await,
            SingleFlight::Follow(mut result) => {
                // The leader was dropped, or the page is not cacheable.
                let _ = result.changed().await;
                let page = result.borrow().clone();
                match page {
                    Some(page) => return self.send(&page, &headers, is_head),
                    None => self.fill(request, None).await,
                }
            }
        };
        if is_head { without_body(response) } else { response }
    }

    /// Calls the router. A page is compressed, and published to the cache if there is a guard.
    async fn fill(self, mut request: Request, guard: Option<RenderGuard>) -> Response {
        let (is_head, headers) = (request.method() == Method::HEAD, request.headers().clone());
        *request.method_mut() = Method::GET;
        let mut response = self.pass(request).await;
        let CachePolicy::Page(dependencies) = CachePolicy::take(&mut response) else { return response };
        // A feed of long posts may exceed the limit. It is then sent without being cached.
        if response.body().size_hint().lower() > LONGEST as u64 {
            return response;
        }
        let (mut parts, body) = response.into_parts();
        let Ok(body) = to_bytes(body, LONGEST).await else {
            tracing::error!("a page was too long, or broke off");
            return status(StatusCode::INTERNAL_SERVER_ERROR);
        };
        let is_forever = parts.headers.get(header::CACHE_CONTROL).is_some_and(|kept| *kept == FOREVER);
        if guard.is_some() && !is_forever {
            parts.headers.insert(header::CACHE_CONTROL, CACHE);
        }
        let (now, pages) = (now(), &self.shared.state.pages);
        let page = CachedPage::finish(parts.headers, body, dependencies, pages.effort(now), now);
        match guard {
            Some(guard) => self.send(&guard.publish(page), &headers, is_head),
            None => self.send(&page, &headers, is_head),
        }
    }

    /// Handles requests that are not cacheable. Pages with arbitrary queries are compressed, too.
    async fn forward(self, request: Request) -> Response {
        if *request.method() == Method::GET {
            return self.fill(request, None).await;
        }
        let before = self.shared.state.store.newest_own();
        let mut response = self.pass(request).await;
        read_your_writes::remember(&self.shared.state, before, &mut response);
        response
    }

    /// Asks the database for the changes up to a version that the reader has written, and then handles the request.
    async fn catch_up(self, version: i64, request: Request) -> Response {
        if !self.shared.state.store.catch_up(version).await {
            return self.forward(request).await;
        }
        match self.find(&request) {
            CacheDecision::Here(page) => self.send(&page, request.headers(), request.method() == Method::HEAD),
            CacheDecision::Missing(key) => self.fetch(key, request).await,
            CacheDecision::Uncacheable => self.forward(request).await,
        }
    }

    /// Responds with a page, and counts the read if it is that of a post.
    fn send(&self, page: &CachedPage, asked: &HeaderMap, is_head: bool) -> Response {
        if !is_head {
            read_count::count(&self.shared.state, page, asked);
        }
        send(page, asked, is_head)
    }

    async fn pass(&self, mut request: Request) -> Response {
        if let Some(peer) = self.peer {
            request.extensions_mut().insert(ConnectInfo(peer));
        }
        if self.transport == Transport::Tls {
            request.extensions_mut().insert(Transport::Tls);
        }
        let Ok(response) = self.shared.router.clone().call(request).await;
        response
    }
}

impl Service<Request> for PageCacheService {
    type Response = Response;
    type Error = Infallible;
    type Future = Either<Ready<Result<Response, Infallible>>, BoxFuture<'static, Result<Response, Infallible>>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request) -> Self::Future {
        let service = self.clone();
        if let Some(version) = find_unknown_version(&self.shared.state, request.headers()) {
            return Either::Right(Box::pin(async move { Ok(service.catch_up(version, request).await) }));
        }
        match self.find(&request) {
            CacheDecision::Here(page) => {
                Either::Left(ready(Ok(service.send(&page, request.headers(), request.method() == Method::HEAD))))
            }
            CacheDecision::Missing(key) => {
                Either::Right(Box::pin(async move { Ok(service.fetch(key, request).await) }))
            }
            CacheDecision::Uncacheable => Either::Right(Box::pin(async move { Ok(service.forward(request).await) })),
        }
    }
}

/// Responds with the best representation of a page for the client, or with 304.
fn send(page: &CachedPage, asked: &HeaderMap, is_head: bool) -> Response {
    let accepted = AcceptedEncodings::of(asked);
    if let Some(known) = find_known(page, accepted, asked) {
        let mut response = status(StatusCode::NOT_MODIFIED);
        let mut headers = page.headers(known);
        for name in [header::CONTENT_TYPE, header::CONTENT_LENGTH, header::CONTENT_ENCODING] {
            headers.remove(name);
        }
        *response.headers_mut() = headers;
        return response;
    }
    let form = page.form(accepted);
    let mut response = Response::new(if is_head { Body::empty() } else { Body::from(form.body.clone()) });
    *response.headers_mut() = page.headers(form);
    response
}

/// Returns the representation that the client already has. If the request has `If-None-Match`, `If-Modified-Since` is
/// ignored (RFC 9110, section 13.1.3).
fn find_known<'p>(page: &'p CachedPage, accepted: AcceptedEncodings, asked: &HeaderMap) -> Option<&'p Representation> {
    if asked.contains_key(header::IF_NONE_MATCH) {
        return page.known(accepted, |etag| is_etag_known(asked, etag.as_bytes()));
    }
    let is_known = page.modified().is_some_and(|modified| is_known_since(asked, modified));
    is_known.then(|| page.form(accepted))
}

/// Converts the response of GET to that of HEAD (RFC 9110, section 9.3.2).
fn without_body(mut response: Response) -> Response {
    let body = std::mem::take(response.body_mut());
    let length = body.size_hint().exact().filter(|_| response.status() != StatusCode::NOT_MODIFIED);
    if let Some(length) = length {
        response.headers_mut().entry(header::CONTENT_LENGTH).or_insert_with(|| HeaderValue::from(length));
    }
    response
}

fn status(status: StatusCode) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = status;
    response
}
