use std::sync::Arc;

use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::version::{TLS12, TLS13};

use super::CurrentCertificate;

/// Returns how connections are encrypted: TLS 1.3 or 1.2, with rustls' suites, all of which have forward secrecy and
/// authenticated encryption. There is neither renegotiation nor early data, which could be replayed. Tickets spare
/// returning clients a part of the handshake; their keys change every six hours and are never stored.
pub fn server_config(current: Arc<CurrentCertificate>) -> Result<ServerConfig, rustls::Error> {
    let provider = Arc::new(ring::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_protocol_versions(&[&TLS13, &TLS12])?;
    let mut config = builder.with_no_client_auth().with_cert_resolver(current);
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    config.ticketer = ring::Ticketer::new()?;
    Ok(config)
}
