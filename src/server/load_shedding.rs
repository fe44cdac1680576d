//! Load shedding: limits on the requests that need work. Cached pages, files and 304 responses bypass it, since
//! counting them would cost more than they do.

mod buffered_body;
mod concurrency_limit;
mod metered;
mod staff;

use std::sync::Arc;

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, Uri, Version, header};
use axum::middleware::Next;
use axum::response::Response;

use super::error_response::{ErrorFormat, KnownSite, RequestError, SubmittedForm};
use crate::auth::client_address::ClientAddress;
use crate::auth::client_info::ClientInfo;
use crate::auth::rate_limit::RequestLimit;
use crate::model::address::Address;
use crate::model::address::paths;
use crate::request::is_host;
use crate::server::quota::QuotaClient;
use crate::state::AppState;
use buffered_body::{BodyBudget, BodySender};
use concurrency_limit::ConcurrencyLimit;

pub use buffered_body::{discard, refusal_of};
pub use metered::{MeteredBody, Pace};

/// Maximum length of path and query, in bytes. RFC 9110, section 4.1, requires at least 8000.
const MAX_URL_LENGTH: usize = 8 * 1024;
/// Maximum size of a request's headers, in bytes.
const MAX_HEADER_BYTES: usize = 32 * 1024;

/// Cost class of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestCost {
    Read,
    /// Writes and searches, which are more expensive.
    Write,
}

impl RequestCost {
    fn of(method: &Method, path: &str) -> RequestCost {
        let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        let searches = path == paths::SEARCH || path == paths::SUGGESTIONS;
        if reads && !searches { RequestCost::Read } else { RequestCost::Write }
    }
}

/// State of the load shedding middleware.
#[derive(Clone, Debug)]
pub struct LoadShedding {
    state: AppState,
    reads: Arc<RequestLimit>,
    writes: Arc<RequestLimit>,
    /// Reads and writes have separate limits, so that writers waiting for the disk do not block readers.
    reading: Arc<ConcurrencyLimit>,
    writing: Arc<ConcurrencyLimit>,
    bodies: Arc<BodyBudget>,
}

impl LoadShedding {
    /// Creates the limits that the settings define.
    pub fn new(state: AppState) -> LoadShedding {
        let settings = state.settings();
        let limit = |per_second| Arc::new(RequestLimit::new(per_second));
        LoadShedding {
            reads: limit(settings.server.reads_per_second),
            writes: limit(settings.server.writes_per_second),
            reading: Arc::default(),
            writing: Arc::default(),
            bodies: Arc::new(BodyBudget::new(&settings.server)),
            state,
        }
    }

    /// Counts a request against the client's rate limit. Loopback addresses are exempt: they may be an unconfigured
    /// proxy that stands for all clients.
    fn count(&self, cost: RequestCost, address: ClientAddress) -> Result<(), RequestError> {
        if address.is_loopback() {
            return Ok(());
        }
        let limit = match cost {
            RequestCost::Read => &self.reads,
            RequestCost::Write => &self.writes,
        };
        limit.take(address).map_err(RequestError::TooMany)
    }
}

/// Middleware that rejects requests over the limits, and admits the rest when there is capacity.
pub async fn shed_load(Shared(load_shedding): Shared<LoadShedding>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let shape = ErrorFormat::at(request.method(), &path);
    let answer = |request_error: RequestError, submitted: Option<SubmittedForm>| {
        request_error.answer(&KnownSite::of(&load_shedding.state), shape, submitted)
    };
    let Some(client_info) = request.extensions().get::<ClientInfo>().copied() else {
        return answer(RequestError::Broken, None);
    };
    if let Err(request_error) = examine(request.version(), request.uri(), request.headers()) {
        return answer(request_error, None);
    }
    let (cost, sender) = (RequestCost::of(request.method(), &path), BodySender::of(request.method(), &path));
    let mut client = QuotaClient::from(client_info.address);
    if sender == BodySender::Staff {
        if let Err(request_error) = load_shedding.count(cost, client_info.address) {
            return answer(request_error, None);
        }
        if buffered_body::has_body(&request) {
            match staff::require_session(&load_shedding.state, client_info, request.headers()).await {
                Ok(user) => client = QuotaClient::User(user.id),
                Err(response) => {
                    buffered_body::discard(request);
                    return *response;
                }
            }
        }
    }
    let (request, _permit) = match load_shedding.bodies.take_in(client, request).await {
        Ok(taken) => taken,
        Err(request_error) => return answer(request_error, None),
    };
    // Without script, a rejected form is returned with its fields.
    let is_form = request.method() == Method::POST && Address::parse(&path).takes_comments();
    let written = request.extensions().get::<buffered_body::BufferedBody>().filter(|_| is_form);
    let submitted = written.map(|body| SubmittedForm::read(&path, &body.0));
    if sender == BodySender::Anybody
        && let Err(request_error) = load_shedding.count(cost, client_info.address)
    {
        return answer(request_error, submitted);
    }
    let limit = match cost {
        RequestCost::Read => &load_shedding.reading,
        RequestCost::Write => &load_shedding.writing,
    };
    let Some(_place) = limit.enter().await else { return answer(RequestError::Busy, submitted) };
    let mut response = next.run(request).await;
    if !response.status().is_server_error() {
        return response;
    }
    let request_error = match (response.extensions().get::<RequestError>(), response.status()) {
        (Some(request_error), _) => *request_error,
        (None, StatusCode::SERVICE_UNAVAILABLE) => RequestError::Unavailable,
        (None, _) => RequestError::Broken,
    };
    // The response has no body of its own, not even an error page.
    if !response.headers().contains_key(header::CONTENT_TYPE) {
        return answer(request_error, submitted);
    }
    if let Some(seconds) = request_error.retry_after() {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(seconds.into());
    }
    response
}

fn examine(version: Version, uri: &Uri, headers: &HeaderMap) -> Result<(), RequestError> {
    if uri.path_and_query().is_some_and(|address| address.as_str().len() > MAX_URL_LENGTH) {
        return Err(RequestError::AddressTooLong);
    }
    if headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum::<usize>() > MAX_HEADER_BYTES {
        return Err(RequestError::HeadersTooLong);
    }
    let mut hosts = headers.get_all(header::HOST).iter();
    let is_named = match hosts.next() {
        Some(host) => is_host(host.as_bytes()),
        // HTTP/1.1 requires the header (RFC 9112, section 3.2); HTTP/2 has the host in the URI (RFC 9113, section 8.3.1).
        None => version < Version::HTTP_11 || uri.host().is_some(),
    };
    if !is_named || hosts.next().is_some() {
        return Err(RequestError::BadHost);
    }
    match headers.get(header::CONTENT_ENCODING) {
        Some(encoding) if encoding != "identity" => Err(RequestError::Encoded),
        _ => Ok(()),
    }
}
