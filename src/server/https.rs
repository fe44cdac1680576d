//! HTTPS without a proxy: the listeners, and plain HTTP beside it, which redirects to HTTPS and answers the certificate
//! authority.

mod activated_sockets;
mod plain_http;

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::client_address::Transport;
use super::connections::Connections;
use super::page_cache_service::PageCacheService;
use crate::config::CertificateOrigin;
use crate::https::{self, CertificateFileError, server_config};
use crate::state::AppState;
use activated_sockets::ActivatedSockets;

/// Why the site cannot be served over HTTPS.
#[derive(Debug, thiserror::Error)]
pub enum HttpsListenError {
    #[error(
        "cannot listen on {address}: {error}. Ports below 1024 need the capability CAP_NET_BIND_SERVICE, or a socket \
         from systemd (see deploy/longan-https.conf). The settings `https.listen` and `https.http_listen` choose \
         other addresses"
    )]
    Listen { address: SocketAddr, error: std::io::Error },
    #[error("the socket {name} of systemd cannot be used: {error}")]
    Activated { name: &'static str, error: std::io::Error },
    #[error("the certificate cannot be used: {0}")]
    Certificate(#[from] CertificateFileError),
    #[error("TLS cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
}

/// The sockets for HTTPS, and for plain HTTP beside it.
pub struct HttpsListeners {
    tls: TcpListener,
    plain: TcpListener,
    acceptor: TlsAcceptor,
}

impl HttpsListeners {
    /// Opens the sockets and reads the certificate, if it is in files. `None`: the settings do not ask for HTTPS.
    pub async fn open(state: &AppState) -> Result<Option<HttpsListeners>, HttpsListenError> {
        let settings = &state.settings().https;
        let Some(origin) = settings.origin() else { return Ok(None) };
        if let CertificateOrigin::Files { cert, key } = origin {
            let certificate = https::load(cert, key)?;
            for domain in settings.domains.iter().filter(|domain| !certificate.covers(domain)) {
                tracing::warn!("the certificate {} is not for {domain}: it cannot be reached", cert.display());
            }
            state.certificate.replace(certificate);
        }
        let mut activated = ActivatedSockets::from_environment();
        let mut open = async |name: &'static str, address: SocketAddr| match activated.take(name) {
            Ok(Some(listener)) => Ok(listener),
            Ok(None) => {
                let listener = TcpListener::bind(address).await;
                listener.map_err(|error| HttpsListenError::Listen { address, error })
            }
            Err(error) => Err(HttpsListenError::Activated { name, error }),
        };
        let tls = open("https", settings.listen).await?;
        let plain = open("http", settings.http_listen).await?;
        let address =
            |listener: &TcpListener| listener.local_addr().map_or_else(|_| String::new(), |at| at.to_string());
        tracing::info!("also on https://{}, and for redirects on http://{}", address(&tls), address(&plain));
        let acceptor = TlsAcceptor::from(Arc::new(server_config(state.certificate.clone())?));
        Ok(Some(HttpsListeners { tls, plain, acceptor }))
    }

    /// Serves both until the server is to stop.
    pub async fn serve(self, connections: &Connections, site: &PageCacheService, state: &AppState) {
        let port = self.tls.local_addr().map_or(443, |address| address.port());
        let redirects = plain_http::router(state.clone(), port);
        let site = connections.serve(self.tls, Some(self.acceptor), |peer| site.of(peer, Transport::Tls));
        let redirects = connections.serve(self.plain, None, move |_| redirects.clone());
        tokio::join!(site, redirects);
    }
}
