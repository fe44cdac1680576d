use std::sync::{Arc, PoisonError, RwLock};

use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::Certificate;

/// The certificate that is shown to clients. It can be replaced at any time; connections keep what they began with.
#[derive(Debug, Default)]
pub struct CurrentCertificate(RwLock<Option<Arc<Certificate>>>);

impl CurrentCertificate {
    /// Returns the certificate. `None`: there is none yet.
    pub fn get(&self) -> Option<Arc<Certificate>> {
        self.0.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Replaces the certificate.
    pub fn replace(&self, certificate: Certificate) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Arc::new(certificate));
    }
}

/// Handshakes for other domains, or without one, fail. So do all while there is no certificate: a self-signed one would
/// teach people to ignore warnings, and browsers that know the site by HSTS refuse it anyway.
impl ResolvesServerCert for CurrentCertificate {
    fn resolve(&self, client: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        let name = client.server_name()?;
        self.get().filter(|certificate| certificate.covers(name)).map(|certificate| certificate.key.clone())
    }
}
