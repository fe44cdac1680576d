//! TCP connections: their number is bounded, slow clients time out, and shutdown is graceful. `axum::serve` has neither
//! limits nor time-outs, so this uses hyper directly. All listeners share the limits.

mod handshake;
mod http1;
mod http2;
mod open_answers;

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Semaphore, watch};
use tokio::time::{sleep, timeout};
use tokio_io_timeout::TimeoutStream;
use tokio_rustls::TlsAcceptor;
use tower::Service;

use super::client_address::is_trusted;
use super::quota::{ClientQuota, ClientShare, QuotaPermit};
use crate::auth::client_address::ClientAddress;
use crate::config::ServerSettings;
use crate::state::AppState;
use handshake::HandshakeQuota;

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

/// A service that answers the requests of a connection.
pub trait SiteService:
    Service<Request, Response = Response, Error = Infallible, Future: Send + 'static> + Clone + Send + 'static
{
}

impl<S> SiteService for S where
    S: Service<Request, Response = Response, Error = Infallible, Future: Send + 'static> + Clone + Send + 'static
{
}

/// A byte stream to a client.
trait ClientStream: AsyncRead + AsyncWrite + Send + Unpin + 'static {}

impl<I: AsyncRead + AsyncWrite + Send + Unpin + 'static> ClientStream for I {}

/// What connections of all listeners share.
#[derive(Clone, Debug)]
pub struct Connections {
    state: AppState,
    quota: Arc<ClientQuota>,
    handshakes: HandshakeQuota,
    turned_away: Arc<Semaphore>,
    patience: Timeouts,
    /// Whether the server is to stop.
    stop: watch::Receiver<bool>,
}

impl Connections {
    /// Reads the limits from the settings. `stop` becomes true when the server is to stop.
    pub fn new(state: &AppState, stop: watch::Receiver<bool>) -> Connections {
        let settings = &state.settings().server;
        let (most, most_of_one) = (settings.connections.get(), settings.connections_per_address);
        Connections {
            state: state.clone(),
            quota: ClientQuota::new(most.into(), most_of_one.into()),
            handshakes: HandshakeQuota::new(most.into(), most_of_one.into()),
            turned_away: Arc::new(Semaphore::new(REJECTION)),
            patience: Timeouts::of(settings),
            stop,
        }
    }

    /// Serves connections of a listener until the server is to stop, then waits until all responses in progress are
    /// finished. `doors` makes the service of a connection from the peer's address. With `encryption`, connections are
    /// encrypted by TLS, and have HTTP/2 if the client wants it.
    pub async fn serve<S: SiteService>(
        &self,
        listener: TcpListener,
        encryption: Option<TlsAcceptor>,
        doors: impl Fn(SocketAddr) -> S,
    ) {
        let (closing, watching) = watch::channel(false);
        let mut stop = self.stop.clone();
        loop {
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = until(&mut stop) => break,
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
            let is_trusted = is_trusted(&self.state.settings().server, peer.ip());
            let share = if is_trusted { ClientShare::All } else { ClientShare::Own };
            let client = ClientAddress::from(peer.ip());
            match (self.quota.take(client, share, 1), &encryption) {
                (Some(permit), None) => {
                    let stream = self.prepare(stream);
                    let serving = http1::serve(stream, doors(peer), self.patience, watching.clone());
                    spawn(permit, serving);
                }
                (Some(permit), Some(acceptor)) => {
                    let Some(handshake) = self.handshakes.take(client, share) else { continue };
                    let (stream, acceptor) = (self.prepare(stream), acceptor.clone());
                    let (service, patience, closing) = (doors(peer), self.patience, watching.clone());
                    spawn(permit, async move {
                        let Some(stream) = handshake.shake(&acceptor, stream).await else { return };
                        let is_http2 = stream.get_ref().1.alpn_protocol() == Some(&b"h2"[..]);
                        match is_http2 {
                            true => http2::serve(stream, service, patience, closing).await,
                            false => http1::serve(stream, service, patience, closing).await,
                        }
                    });
                }
                (None, None) => reject(stream, &self.turned_away),
                // An answer would need a handshake, which costs more than what is refused.
                (None, Some(_)) => {}
            }
        }
        drop((listener, watching));
        let _ = closing.send(true);
        closing.closed().await;
    }

    /// Sets the time-out for writing.
    fn prepare(&self, stream: TcpStream) -> impl ClientStream + use<> {
        // Responses are written in one go, so there is nothing to batch.
        let _ = stream.set_nodelay(true);
        let mut stream = TimeoutStream::new(stream);
        stream.set_write_timeout(Some(self.patience.stalled));
        Box::pin(stream)
    }
}

/// Waits until a flag is set, or nobody can set it any more.
async fn until(flag: &mut watch::Receiver<bool>) {
    let _ = flag.wait_for(|is_set| *is_set).await;
}

/// Serves a connection in a task, which holds the permit.
fn spawn(permit: QuotaPermit, serving: impl Future<Output = ()> + Send + 'static) {
    drop(tokio::spawn(async move {
        let _permit = permit;
        serving.await;
    }));
}

/// Returns whether an error concerns only the connection that was to be accepted, not the listener.
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
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
