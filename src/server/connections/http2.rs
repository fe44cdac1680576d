use std::convert::Infallible;
use std::pin::pin;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderValue, header};
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::sync::watch;
use tower::ServiceExt;

use super::open_answers::{ConnectionActivity, OpenAnswers};
use super::{ClientStream, LONGEST_HEAD, SiteService, Timeouts, until};

/// Requests that a client may have open on one connection (RFC 9113, section 6.5.2: no fewer than 100).
const STREAMS: u32 = 100;
/// Bytes of request bodies that a client may send ahead, for one request and for all of a connection.
const STREAM_WINDOW: u32 = 256 * 1024;
const CONNECTION_WINDOW: u32 = 1024 * 1024;
/// Bytes of one response that are buffered.
const SEND_BUFFER: usize = 128 * 1024;
/// Requests that a client may cancel before the server has seen them (CVE-2023-44487), and faulty ones, until the
/// connection is closed.
const CANCELLED: usize = 20;
const FAULTY: usize = 100;

/// Serves a connection by HTTP/2.
pub async fn serve<S: SiteService>(
    stream: impl ClientStream,
    service: S,
    patience: Timeouts,
    mut closing: watch::Receiver<bool>,
) {
    let answers = OpenAnswers::new(patience.idle, patience.stalled);
    let opened = answers.clone();
    let service = service_fn(move |request: Request<Incoming>| {
        let (answer, service) = (opened.open(), service.clone());
        async move {
            let response = service.oneshot(to_site(request)).await?;
            Ok::<_, Infallible>(response.map(|body| answer.watch(body)))
        }
    });
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .max_header_list_size(LONGEST_HEAD as u32)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_send_buf_size(SEND_BUFFER)
        .max_pending_accept_reset_streams(CANCELLED)
        .max_local_error_reset_streams(FAULTY)
        // Finds clients that are gone.
        .keep_alive_interval(patience.stalled)
        .keep_alive_timeout(patience.stalled)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    let mut is_closing = false;
    let ended = loop {
        let activity = tokio::select! {
            ended = connection.as_mut() => break ended,
            activity = answers.wait(is_closing) => activity,
            () = until(&mut closing), if !is_closing => ConnectionActivity::Idle,
        };
        match activity {
            // The client is told to send no more; what it has just sent is answered.
            ConnectionActivity::Idle if !is_closing => {
                connection.as_mut().graceful_shutdown();
                is_closing = true;
            }
            ConnectionActivity::Idle | ConnectionActivity::Stalled => break Ok(()),
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}

/// Gives a request the form that it has in HTTP/1.1: with a `Host`, and one `Cookie` (RFC 9113, sections 8.3.1 and
/// 8.2.3).
fn to_site(request: Request<Incoming>) -> Request {
    let mut request = request.map(Body::new);
    let authority = request.uri().authority().and_then(|authority| HeaderValue::from_str(authority.as_str()).ok());
    let headers = request.headers_mut();
    if let Some(authority) = authority {
        headers.insert(header::HOST, authority);
    }
    let cookies: Vec<&[u8]> = headers.get_all(header::COOKIE).iter().map(HeaderValue::as_bytes).collect();
    if cookies.len() > 1
        && let Ok(cookie) = HeaderValue::from_bytes(&cookies.join(&b"; "[..]))
    {
        headers.insert(header::COOKIE, cookie);
    }
    request
}
