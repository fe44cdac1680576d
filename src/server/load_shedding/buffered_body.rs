//! Bodies are buffered completely before a request takes a concurrency slot, so slow senders occupy none. The memory
//! for all bodies is bounded. Anonymous clients have a separate part of it, so that they cannot block the admin.

use std::error::Error;
use std::iter::successors;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::{Method, header};
use futures::StreamExt;
use tokio::time::timeout;
use tower_http::timeout::TimeoutError;

use super::RequestError;
use super::metered::{BodyError, MeteredBody, Pace, SharedPermit};
use crate::config::ServerSettings;
use crate::media::Limits;
use crate::model::address::admin::AdminAddress;
use crate::model::address::paths;
use crate::server::quota::{ClientQuota, ClientShare, QuotaClient};

const MEGABYTE: u64 = 1024 * 1024;
/// Maximum body of an anonymous request. A comment of maximum length, percent-encoded, fits in.
const MAX_FORM_BYTES: u64 = MEGABYTE;
/// Maximum body of a logged-in user's request. A post of maximum length in any script, as JSON, fits in.
const MAX_POST_BYTES: u64 = 8 * MEGABYTE;

/// How much of a rejected body is read and discarded, and for how long. Closing a connection while the client still
/// sends may destroy the response (RFC 9112, section 9.6).
const DISCARDED: usize = MEGABYTE as usize;
const DISCARDING: Duration = Duration::from_secs(2);

/// A request, and the memory permit of its body if it has one.
type Taken = (Request, Option<SharedPermit>);

/// A buffered body, as a request extension.
#[derive(Clone, Debug)]
pub struct BufferedBody(pub Bytes);

/// Who may send a body to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodySender {
    Anybody,
    /// Logged-in users. Their session is checked before the body is read.
    Staff,
}

impl BodySender {
    /// Returns who may send a body to a path.
    pub fn of(method: &Method, path: &str) -> BodySender {
        match path.starts_with(paths::ADMIN_API) || is_upload(method, path) {
            true => BodySender::Staff,
            false => BodySender::Anybody,
        }
    }
}

fn is_upload(method: &Method, path: &str) -> bool {
    *method == Method::POST && path == AdminAddress::Media.path()
}

/// Returns the maximum length of a body, in bytes.
fn max_body_bytes(sender: BodySender, is_upload: bool) -> u64 {
    match sender {
        _ if is_upload => Limits::default().bytes,
        BodySender::Staff => MAX_POST_BYTES,
        BodySender::Anybody => MAX_FORM_BYTES,
    }
}

/// Whether a request has a body. `is_end_stream` alone does not tell: `TimeoutBody` of tower-http does not pass it on.
/// A GET request has a body only if its headers announce one (RFC 9112, section 6.3).
pub fn has_body(request: &Request) -> bool {
    let is_announced = || {
        let headers = request.headers();
        headers.contains_key(header::TRANSFER_ENCODING) || announced(request).is_some_and(|length| length > 0)
    };
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    !request.body().is_end_stream() && (!is_read || is_announced())
}

/// The memory budget for bodies.
#[derive(Debug)]
pub struct BodyBudget {
    anybody: Arc<ClientQuota>,
    staff: Arc<ClientQuota>,
}

impl BodyBudget {
    /// Creates the budget that the settings define.
    pub fn new(settings: &ServerSettings) -> BodyBudget {
        let all = u64::from(settings.body_megabytes) * MEGABYTE;
        let anybody = all / 4;
        let staff = all - anybody;
        // One user can always send one picture, or learn that it is too large.
        let of_one_user = (staff / 4).max(Limits::default().bytes + MEGABYTE);
        BodyBudget { anybody: ClientQuota::new(anybody, anybody / 8), staff: ClientQuota::new(staff, of_one_user) }
    }

    /// Buffers the body of a request. Returns the request and the permit for the body's memory, which must be held
    /// until the response is made. Uploads of images are not buffered here but metered: their handler reads them.
    pub async fn take_in(&self, client: QuotaClient, request: Request) -> Result<Taken, RequestError> {
        self.take_in_at(Pace::LEAST, client, request).await
    }

    async fn take_in_at(&self, pace: Pace, client: QuotaClient, request: Request) -> Result<Taken, RequestError> {
        if !has_body(&request) {
            return Ok((request, None));
        }
        let is_picture = is_upload(request.method(), request.uri().path());
        let sender = BodySender::of(request.method(), request.uri().path());
        let longest = max_body_bytes(sender, is_picture);
        let announced = announced(&request).unwrap_or_default();
        if announced > longest && !is_picture {
            return Err(RequestError::BodyTooLong(longest));
        }
        // For staff, the announced length is reserved at once, so that a rejection precedes the upload. For anonymous
        // clients nothing is reserved, or they could block others by announcing a length alone.
        let (quota, reserved) = match sender {
            BodySender::Staff => (&self.staff, announced.min(longest)),
            BodySender::Anybody => (&self.anybody, 0),
        };
        // A loopback address may be an unconfigured proxy that stands for all clients.
        let is_loopback = matches!(client, QuotaClient::Address(address) if address.is_loopback());
        let share = if is_loopback { ClientShare::All } else { ClientShare::Own };
        let permit = quota.take(client, share, reserved).ok_or(RequestError::Busy)?;
        let permit = Arc::new(Mutex::new(permit));
        let (mut parts, body) = request.into_parts();
        let body = Body::new(MeteredBody::new(body, pace, Some(permit.clone())));
        if is_picture {
            return Ok((Request::from_parts(parts, body), Some(permit)));
        }
        let body = to_bytes(body, longest as usize).await.map_err(|error| refusal_of(&error, longest))?;
        parts.extensions.insert(BufferedBody(body.clone()));
        Ok((Request::from_parts(parts, Body::from(body)), Some(permit)))
    }
}

#[cfg(test)]
impl BodyBudget {
    /// Returns the bytes held by anonymous clients and by staff.
    fn held(&self) -> (u64, u64) {
        (self.anybody.amount(), self.staff.amount())
    }
}

fn announced(request: &Request) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Returns why a body could not be read. Other errors than these mean that the body is too long, or that the client has
/// gone and gets no response anyway.
pub fn refusal_of(error: &axum::Error, longest: u64) -> RequestError {
    let causes = || successors(Some(error as &(dyn Error + 'static)), |&error| error.source());
    match causes().find_map(|error| error.downcast_ref::<BodyError>()) {
        Some(BodyError::NoRoom) => RequestError::Busy,
        Some(BodyError::TooSlow) => RequestError::TooSlow,
        // No data arrived for too long (the time-out is set in `server::router`).
        None if causes().any(<dyn Error>::is::<TimeoutError>) => RequestError::TooSlow,
        None => RequestError::BodyTooLong(longest),
    }
}

/// Reads and discards a body while the response is sent.
pub fn discard(request: Request) {
    // A client that sent `Expect: 100-continue` gets the response and does not send the body (RFC 9110, section
    // 10.1.1).
    if request.headers().contains_key(header::EXPECT) {
        return;
    }
    tokio::spawn(timeout(DISCARDING, async move {
        let (mut chunks, mut read) = (request.into_body().into_data_stream(), 0);
        while let Some(Ok(chunk)) = chunks.next().await {
            read += chunk.len();
            if read >= DISCARDED {
                break;
            }
        }
    }));
}

#[cfg(test)]
mod tests;
