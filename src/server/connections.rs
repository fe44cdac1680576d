//! TCP connections: their number is bounded, slow clients time out, and shutdown is graceful. `axum::serve` has neither
//! limits nor time-outs, so this uses hyper directly.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::{GracefulShutdown, Watcher};
use hyper_util::service::TowerToHyperService;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tower::{Service, ServiceExt};

use super::client_address::is_trusted;
use super::quota::{ClientQuota, ClientShare, QuotaPermit};
use crate::auth::client_address::ClientAddress;
use crate::config::ServerSettings;
use crate::state::AppState;

/// Maximum head of a request that hyper reads, in bytes. Shorter heads that exceed the server's own limit get an error
/// response.
const LONGEST_HEAD: usize = 64 * 1024;
/// Maximum number of rejections sent at the same time, and the time-out of each. Further connections are dropped
/// without a response.
const REJECTION: usize = 64;
const REJECTION_TIMEOUT: Duration = Duration::from_secs(1);
/// Pause after the system has run out of file descriptors.
const PAUSE: Duration = Duration::from_millis(500);

/// Response to a rejected connection.
const FULL: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\ncontent-type: text/plain; charset=utf-8\r\nretry-after: 2\r\n\
    connection: close\r\ncache-control: no-store\r\ncontent-length: 67\r\n\r\n\
    The server has no room for more connections now. Please come again\n";

/// Time-outs for slow clients, from the settings.
#[derive(Clone, Copy, Debug)]
struct Timeouts {
    idle: Duration,
    stalled: Duration,
}

impl Timeouts {
    fn of(settings: &ServerSettings) -> Timeouts {
        let seconds = |number: NonZeroU32| Duration::from_secs(number.get().into());
        Timeouts { idle: seconds(settings.idle_seconds), stalled: seconds(settings.stalled_seconds) }
    }
}

/// Serves connections until `stop`, then waits until all responses in progress are finished. `doors` makes the service
/// of a connection from the peer's address.
pub async fn serve<S>(
    listener: TcpListener,
    doors: impl Fn(SocketAddr) -> S,
    state: AppState,
    stop: impl Future<Output = ()>,
) where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static,
{
    let settings = state.settings();
    let (most, most_of_one) = (settings.server.connections.get(), settings.server.connections_per_address);
    let (quota, patience) = (ClientQuota::new(most.into(), most_of_one.into()), Timeouts::of(&settings.server));
    let (connections, turned_away) = (GracefulShutdown::new(), Arc::new(Semaphore::new(REJECTION)));
    tokio::pin!(stop);
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut stop => break,
        };
        let (stream, peer) = match accepted {
            Ok(accepted) => accepted,
            Err(error) if is_of_one_connection(&error) => continue,
            Err(error) => {
                tracing::error!(%error, "connections cannot be taken");
                sleep(PAUSE).await;
                continue;
            }
        };
        let share = if is_trusted(&state.settings().server, peer.ip()) { ClientShare::All } else { ClientShare::Own };
        match quota.take(ClientAddress::from(peer.ip()), share, 1) {
            Some(permit) => {
                drop(tokio::spawn(serve_connection(stream, doors(peer), patience, permit, connections.watcher())));
            }
            None => reject(stream, &turned_away),
        }
    }
    drop(listener);
    connections.shutdown().await;
}

/// Returns whether an error concerns only the connection that was to be accepted, not the listener.
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}

async fn serve_connection<S>(stream: TcpStream, service: S, patience: Timeouts, _permit: QuotaPermit, watcher: Watcher)
where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send> + Clone + Send + 'static,
{
    // Responses are written in one go, so there is nothing to batch.
    let _ = stream.set_nodelay(true);
    let mut stream = TimeoutStream::new(stream);
    stream.set_write_timeout(Some(patience.stalled));
    let service = service.map_request(|request: Request<Incoming>| request.map(Body::new));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(patience.idle)
        .max_buf_size(LONGEST_HEAD)
        .serve_connection(TokioIo::new(Box::pin(stream)), TowerToHyperService::new(service));
    // How a connection ends is up to the client: it may abort, be too slow or send garbage.
    if let Err(error) = watcher.watch(connection).await {
        tracing::debug!(%error, "a connection broke");
    }
}

/// Responds with 503. The request is read first, since closing a socket with unread data resets the connection, and the
/// client may not see the response.
fn reject(mut stream: TcpStream, turned_away: &Arc<Semaphore>) {
    let Ok(permit) = turned_away.clone().try_acquire_owned() else { return };
    tokio::spawn(timeout(REJECTION_TIMEOUT, async move {
        let _permit = permit;
        let mut nothing = [0; 1024];
        let _ = stream.read(&mut nothing).await;
        let _ = stream.write_all(FULL).await;
        let _ = stream.shutdown().await;
        while stream.read(&mut nothing).await.is_ok_and(|length| length > 0) {}
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rejection_has_the_right_content_length() {
        let text = std::str::from_utf8(FULL).unwrap();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        assert!(head.contains(&format!("content-length: {}", body.len())), "{}", body.len());
    }
}
