use std::pin::pin;

use axum::body::Body;
use axum::extract::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::watch;
use tower::ServiceExt;

use super::{ClientStream, LONGEST_HEAD, SiteService, Timeouts, until};

/// Serves a connection by HTTP/1.1.
pub async fn serve<S: SiteService>(
    stream: impl ClientStream,
    service: S,
    patience: Timeouts,
    mut closing: watch::Receiver<bool>,
) {
    let service = service.map_request(|request: Request<Incoming>| request.map(Body::new));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.idle)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(service));
    let mut connection = pin!(connection);
    let ended = tokio::select! {
        ended = connection.as_mut() => ended,
        () = until(&mut closing) => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    };
    // How a connection ends is up to the client: it may abort, be too slow or send garbage.
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke");
    }
}
