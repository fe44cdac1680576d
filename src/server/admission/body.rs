//! Bodies are taken in as a whole before anybody works on them: who sends slowly keeps nobody's place.

use std::error::Error;
use std::iter::successors;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::header;
use tokio::time::timeout;
use tower_http::timeout::TimeoutError;

use super::Refusal;

/// The longest request body: a comment of the greatest length, percent-encoded, has room in it.
const LONGEST: usize = 1024 * 1024;
/// The same in the admin: a post of the greatest length has room in it, as JSON, whatever its script.
const LONGEST_POST: usize = 8 * LONGEST;

/// How long a body may take, and how much longer for each megabyte that it may have.
const PATIENCE: Duration = Duration::from_secs(20);
const PATIENCE_PER_MEGABYTE: Duration = Duration::from_secs(10);

/// A body that has been taken in.
#[derive(Clone, Debug)]
pub struct Whole(pub Bytes);

/// How long a body may be at a path. `None`: what is sent there looks to it itself, as it comes.
fn longest(path: &str) -> Option<usize> {
    match path {
        "/admin/media" => None,
        path if path.starts_with("/api/admin/") => Some(LONGEST_POST),
        _ => Some(LONGEST),
    }
}

/// How long a body of at most so many bytes may take.
fn patience(longest: usize) -> Duration {
    let megabytes = u32::try_from(longest / (1024 * 1024)).unwrap_or(u32::MAX);
    PATIENCE + PATIENCE_PER_MEGABYTE * megabytes
}

/// The request with all of its body here.
pub async fn take_in(request: Request) -> Result<Request, Refusal> {
    take_in_within(patience, request).await
}

async fn take_in_within(patience: impl Fn(usize) -> Duration, request: Request) -> Result<Request, Refusal> {
    let Some(longest) = longest(request.uri().path()) else { return Ok(request) };
    if request.body().is_end_stream() {
        return Ok(request);
    }
    let announced = request.headers().get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if announced.is_some_and(|length: usize| length > longest) {
        return Err(Refusal::BodyTooLong(longest));
    }
    let (mut parts, body) = request.into_parts();
    let body = timeout(patience(longest), to_bytes(body, longest)).await.map_err(|_| Refusal::TooSlow)?;
    // What breaks off is not heard of again; what stalls or goes on too long is.
    let body = body.map_err(|error| match has_stalled(&error) {
        true => Refusal::TooSlow,
        false => Refusal::BodyTooLong(longest),
    })?;
    parts.extensions.insert(Whole(body.clone()));
    Ok(Request::from_parts(parts, Body::from(body)))
}

/// Whether nothing came for too long (`server::router` says for how long).
fn has_stalled(error: &axum::Error) -> bool {
    successors(error.source(), |&error| error.source()).any(|error| error.is::<TimeoutError>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_body_that_does_not_come_is_not_waited_for() {
        let never = futures::stream::pending::<Result<Bytes, std::io::Error>>();
        let request = axum::http::Request::post("/posts/a").body(Body::from_stream(never)).unwrap();
        let taken = take_in_within(|_| Duration::ZERO, request).await;
        assert_eq!(taken.map(|_| ()), Err(Refusal::TooSlow));
    }

    #[tokio::test]
    async fn a_body_has_a_length() {
        let take = async |path: &str, length: usize| {
            let chunks =
                futures::stream::iter((0..length / 1024).map(|_| Ok::<_, std::io::Error>(Bytes::from(vec![0; 1024]))));
            take_in(axum::http::Request::post(path).body(Body::from_stream(chunks)).unwrap()).await.map(|_| ())
        };
        assert_eq!(take("/posts/a", LONGEST).await, Ok(()));
        assert_eq!(take("/posts/a", LONGEST + 1024).await, Err(Refusal::BodyTooLong(LONGEST)));
        assert_eq!(take("/api/admin/posts", LONGEST + 1024).await, Ok(()));
        assert_eq!(take("/api/admin/posts", LONGEST_POST + 1024).await, Err(Refusal::BodyTooLong(LONGEST_POST)));
        assert_eq!(take("/admin/media", LONGEST_POST + 1024).await, Ok(()));
    }
}
