//! Bodies are taken in as a whole before anybody works on them: who sends slowly keeps nobody's place. All of them
//! together have a bounded part of the memory; of it, people who are not logged in have a part of their own, so that
//! strangers do not keep the newsroom out.

use std::error::Error;
use std::iter::successors;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::header;
use futures::StreamExt;
use tokio::time::timeout;
use tower_http::timeout::TimeoutError;

use super::RequestError;
use super::metered::{BodyError, MeteredBody, Pace, SharedPermit};
use crate::auth::client_address::ClientAddress;
use crate::config::ServerSettings;
use crate::media::Limits;
use crate::server::quota::{ClientQuota, ClientShare};

const MEGABYTE: u64 = 1024 * 1024;
/// The longest request body: a comment of the greatest length, percent-encoded, has room in it.
const MAX_FORM_BYTES: u64 = MEGABYTE;
/// The longest of people who are logged in: a post of the greatest length has room in it, as JSON, whatever its script.
const MAX_POST_BYTES: u64 = 8 * MEGABYTE;

/// How much of a body is read whose answer is known, and for how long: a connection that is closed on a client that
/// still sends may take the answer away (RFC 9112, section 9.6).
const DISCARDED: usize = MEGABYTE as usize;
const DISCARDING: Duration = Duration::from_secs(2);

/// Where pictures are sent to.
const MEDIA: &str = "/admin/media";

/// A request, and the permit for its body if it has one.
type Taken = (Request, Option<SharedPermit>);

/// A body that has been taken in.
#[derive(Clone, Debug)]
pub struct BufferedBody(pub Bytes);

/// Who may send a body to a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodySender {
    Anybody,
    /// Those who are logged in. They are asked to show it before anything of the body is read.
    Staff,
}

impl BodySender {
    pub fn at(path: &str) -> BodySender {
        match path.starts_with("/api/admin/") || path == MEDIA {
            true => BodySender::Staff,
            false => BodySender::Anybody,
        }
    }
}

/// How long a body may be at a path.
fn max_body_bytes(path: &str) -> u64 {
    match BodySender::at(path) {
        _ if path == MEDIA => Limits::default().bytes,
        BodySender::Staff => MAX_POST_BYTES,
        BodySender::Anybody => MAX_FORM_BYTES,
    }
}

/// The memory that bodies may take.
#[derive(Debug)]
pub struct BodyBudget {
    anybody: Arc<ClientQuota>,
    staff: Arc<ClientQuota>,
}

impl BodyBudget {
    /// As the settings ask for.
    pub fn new(settings: &ServerSettings) -> BodyBudget {
        let all = u64::from(settings.body_megabytes) * MEGABYTE;
        let anybody = all / 4;
        BodyBudget { anybody: ClientQuota::new(anybody, anybody / 8), staff: ClientQuota::new(all - anybody, 0) }
    }

    /// The request with all of its body here, and the permit for it, to be held until the answer is made. Pictures are
    /// read by those who take them: they come metered.
    pub async fn take_in(&self, client: ClientAddress, request: Request) -> Result<Taken, RequestError> {
        self.take_in_at(Pace::LEAST, client, request).await
    }

    async fn take_in_at(&self, pace: Pace, client: ClientAddress, request: Request) -> Result<Taken, RequestError> {
        if request.body().is_end_stream() {
            return Ok((request, None));
        }
        let (sender, longest) = (BodySender::at(request.uri().path()), max_body_bytes(request.uri().path()));
        let is_picture = request.uri().path() == MEDIA;
        let announced = announced(&request).unwrap_or_default();
        if announced > longest && !is_picture {
            return Err(RequestError::BodyTooLong(longest));
        }
        // Who is known has room for all of it at once, or is told before sending it. What strangers announce is nothing
        // yet: they could keep others out with words alone.
        let (quota, reserved) = match sender {
            BodySender::Staff => (&self.staff, announced.min(longest)),
            BodySender::Anybody => (&self.anybody, 0),
        };
        // This machine would be a proxy that nobody has told about, and so everybody.
        let share = if client.is_loopback() { ClientShare::All } else { ClientShare::Own };
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
    /// The bytes that are held, of anybody and of staff.
    fn held(&self) -> (u64, u64) {
        (self.anybody.amount(), self.staff.amount())
    }
}

fn announced(request: &Request) -> Option<u64> {
    request.headers().get(header::CONTENT_LENGTH)?.to_str().ok()?.parse().ok()
}

/// Why a body could not be read. What breaks off is not heard of again; what goes on too long is.
pub fn refusal_of(error: &axum::Error, longest: u64) -> RequestError {
    let causes = || successors(Some(error as &(dyn Error + 'static)), |&error| error.source());
    match causes().find_map(|error| error.downcast_ref::<BodyError>()) {
        Some(BodyError::NoRoom) => RequestError::Busy,
        Some(BodyError::TooSlow) => RequestError::TooSlow,
        // Nothing came for too long (`server::router` says for how long).
        None if causes().any(|error| error.is::<TimeoutError>()) => RequestError::TooSlow,
        None => RequestError::BodyTooLong(longest),
    }
}

/// Reads a body that nobody wants and keeps nothing of it, while the answer is on its way.
pub fn discard(request: Request) {
    // Who asks first whether to send it is answered, and sends nothing (RFC 9110, section 10.1.1).
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
