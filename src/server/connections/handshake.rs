use std::sync::Arc;
use std::time::Duration;

use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;

use super::ClientStream;
use crate::auth::client_address::ClientAddress;
use crate::server::quota::{ClientQuota, ClientShare, QuotaPermit};

/// Time-out of a handshake.
const HANDSHAKE: Duration = Duration::from_secs(10);

/// Part of the connections that may be in their handshakes, and the least number.
const PART: u64 = 4;
const LEAST: u64 = 16;

/// Limits handshakes, which cost a client little and the server a signature.
#[derive(Clone, Debug)]
pub struct HandshakeQuota(Arc<ClientQuota>);

impl HandshakeQuota {
    /// Creates the quota from the limits of connections, in total and per client (0: none per client).
    pub fn new(connections: u64, of_one: u64) -> HandshakeQuota {
        let part = |number: u64| (number / PART).max(LEAST);
        HandshakeQuota(ClientQuota::new(part(connections), if of_one == 0 { 0 } else { part(of_one) }))
    }

    /// Takes a permit for one handshake.
    pub fn take(&self, client: ClientAddress, share: ClientShare) -> Option<Handshake> {
        self.0.take(client, share, 1).map(|permit| Handshake { _permit: permit })
    }
}

/// A permit for one handshake.
#[derive(Debug)]
pub struct Handshake {
    _permit: QuotaPermit,
}

impl Handshake {
    /// Makes the handshake. `None` if it fails or takes too long; why is up to the client, so it is hardly logged.
    pub async fn shake<I: ClientStream>(self, acceptor: &TlsAcceptor, stream: I) -> Option<TlsStream<I>> {
        match timeout(HANDSHAKE, acceptor.accept(stream)).await {
            Ok(Ok(stream)) => Some(stream),
            Ok(Err(error)) => {
                tracing::debug!(%error, "a handshake failed");
                None
            }
            Err(_) => None,
        }
    }
}
