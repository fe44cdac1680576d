//! Who is let in to where there is work to do. Pages that are kept, files and 304s are answered before this: they cost
//! so little that counting them would cost more.

mod body;
mod room;

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use super::refusal::{Refusal, Shape, Typed};
use crate::auth::caller::Caller;
use crate::auth::limit::RequestLimit;
use crate::model::address::Address;
use crate::state::State;
use room::Room;

/// The longest path with query, in bytes: RFC 9110, section 4.1, asks for 8000 at least.
const LONGEST_ADDRESS: usize = 8 * 1024;
/// The longest head of a request, in bytes.
const LONGEST_HEAD: usize = 32 * 1024;

/// What a request costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Read,
    /// Writes, and searches: they are dearer.
    Write,
}

impl Weight {
    fn of(method: &Method, path: &str) -> Weight {
        let reads = matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS);
        let searches = path == "/search" || path == "/api/suggest";
        if reads && !searches { Weight::Read } else { Weight::Write }
    }
}

/// The doorkeeper.
#[derive(Clone, Debug)]
pub struct Admission {
    state: State,
    reads: Arc<RequestLimit>,
    writes: Arc<RequestLimit>,
    /// A writer who waits for the disk does not keep readers out.
    reading: Arc<Room>,
    writing: Arc<Room>,
}

impl Admission {
    /// As the settings ask for.
    pub fn new(state: State) -> Admission {
        let settings = state.settings();
        let limit = |per_second| Arc::new(RequestLimit::new(per_second));
        Admission {
            reads: limit(settings.server.reads_per_second),
            writes: limit(settings.server.writes_per_second),
            reading: Arc::default(),
            writing: Arc::default(),
            state,
        }
    }

    /// Counts a request. This machine is not counted: it would be a proxy that nobody has told about, and so everybody.
    fn count(&self, weight: Weight, address: IpAddr) -> Result<(), Refusal> {
        if address.is_loopback() {
            return Ok(());
        }
        let limit = match weight {
            Weight::Read => &self.reads,
            Weight::Write => &self.writes,
        };
        limit.take(address).map_err(Refusal::TooMany)
    }
}

/// Turns away what nobody should work on; the rest is let in when there is room.
pub async fn admit(Shared(admission): Shared<Admission>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let answer = |refusal: Refusal, typed: Option<Typed>| {
        let language = admission.state.settings().site.language;
        refusal.answer(language, Shape::at(&path), typed)
    };
    if let Err(refusal) = examine(request.uri(), request.headers()) {
        return answer(refusal, None);
    }
    let weight = Weight::of(request.method(), &path);
    let request = match body::take_in(request).await {
        Ok(request) => request,
        Err(refusal) => return answer(refusal, None),
    };
    // Whoever has written something without script gets it back.
    let is_form = request.method() == Method::POST && Address::parse(&path).takes_comments();
    let written = request.extensions().get::<body::Whole>().filter(|_| is_form);
    let typed = written.map(|body| Typed::read(&path, &body.0));
    let address = request.extensions().get::<Caller>().map(|caller| caller.address);
    if let Err(refusal) = address.map_or(Ok(()), |address| admission.count(weight, address)) {
        return answer(refusal, typed);
    }
    let room = match weight {
        Weight::Read => &admission.reading,
        Weight::Write => &admission.writing,
    };
    let Some(_place) = room.enter().await else { return answer(Refusal::Busy, typed) };
    let mut response = next.run(request).await;
    if !response.status().is_server_error() {
        return response;
    }
    let refusal = match response.status() {
        StatusCode::SERVICE_UNAVAILABLE => Refusal::Unavailable,
        _ => Refusal::Broken,
    };
    // An answer that could not even be an error page.
    if !response.headers().contains_key(header::CONTENT_TYPE) {
        return answer(refusal, typed);
    }
    if let Some(seconds) = refusal.retry_after() {
        response.headers_mut().entry(header::RETRY_AFTER).or_insert(seconds.into());
    }
    response
}

fn examine(uri: &Uri, headers: &HeaderMap) -> Result<(), Refusal> {
    if uri.path_and_query().is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
        return Err(Refusal::AddressTooLong);
    }
    if headers.iter().map(|(name, value)| name.as_str().len() + value.len() + 4).sum::<usize>() > LONGEST_HEAD {
        return Err(Refusal::HeadersTooLong);
    }
    match headers.get(header::CONTENT_ENCODING) {
        Some(encoding) if encoding != "identity" => Err(Refusal::Encoded),
        _ => Ok(()),
    }
}
