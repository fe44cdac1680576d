//! Who is let in to where there is work to do. Pages that are kept, files and 304s are answered before this: they cost
//! so little that counting them would cost more.

mod body;
mod metered;
mod room;
mod staff;

use std::sync::Arc;

use axum::body::HttpBody;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use super::refusal::{Refusal, Shape, Typed};
use crate::auth::caller::Caller;
use crate::auth::client_address::ClientAddress;
use crate::auth::limit::RequestLimit;
use crate::model::address::Address;
use crate::request::is_host;
use crate::state::State;
use body::{BodyBudget, Sender};
use room::Room;

pub use body::refusal_of;
pub use metered::{MeteredBody, Pace};

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
    bodies: Arc<BodyBudget>,
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
            bodies: Arc::new(BodyBudget::new(&settings.server)),
            state,
        }
    }

    /// Counts a request. This machine is not counted: it would be a proxy that nobody has told about, and so everybody.
    fn count(&self, weight: Weight, address: ClientAddress) -> Result<(), Refusal> {
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
    let shape = Shape::at(request.method(), &path);
    let answer = |refusal: Refusal, typed: Option<Typed>| {
        let language = admission.state.settings().site.language;
        refusal.answer(language, shape, typed)
    };
    let Some(caller) = request.extensions().get::<Caller>().copied() else { return answer(Refusal::Broken, None) };
    if let Err(refusal) = examine(request.uri(), request.headers()) {
        return answer(refusal, None);
    }
    let (weight, sender) = (Weight::of(request.method(), &path), Sender::at(&path));
    if sender == Sender::Staff {
        if let Err(refusal) = admission.count(weight, caller.address) {
            return answer(refusal, None);
        }
        if !request.body().is_end_stream()
            && let Err(response) = staff::require_session(&admission.state, caller, request.headers()).await
        {
            body::discard(request);
            return response;
        }
    }
    let (request, _permit) = match admission.bodies.take_in(caller.address, request).await {
        Ok(taken) => taken,
        Err(refusal) => return answer(refusal, None),
    };
    // Whoever has written something without script gets it back.
    let is_form = request.method() == Method::POST && Address::parse(&path).takes_comments();
    let written = request.extensions().get::<body::Whole>().filter(|_| is_form);
    let typed = written.map(|body| Typed::read(&path, &body.0));
    if sender == Sender::Anybody
        && let Err(refusal) = admission.count(weight, caller.address)
    {
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
    let mut hosts = headers.get_all(header::HOST).iter();
    if hosts.next().is_some_and(|host| !is_host(host.as_bytes())) || hosts.next().is_some() {
        return Err(Refusal::BadHost);
    }
    match headers.get(header::CONTENT_ENCODING) {
        Some(encoding) if encoding != "identity" => Err(Refusal::Encoded),
        _ => Ok(()),
    }
}
