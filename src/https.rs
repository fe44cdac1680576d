//! HTTPS without a proxy: the certificate in use, and where it comes from (a certificate authority, by ACME, or files).

mod acme;
mod certificate;
mod current_certificate;
mod files;
mod renewal;
mod tls;

pub use certificate::{Certificate, CertificateError, days_until};
pub use current_certificate::CurrentCertificate;
pub use files::{CertificateFileError, load};
pub use renewal::name_of;
pub use tls::server_config;

use std::sync::Arc;

use crate::config::{CertificateOrigin, HttpsSettings};
use crate::store::Store;

/// Keeps the certificate up to date for as long as the site is served.
pub async fn run(store: Store, settings: HttpsSettings, current: Arc<CurrentCertificate>) {
    match settings.origin() {
        None => {}
        Some(CertificateOrigin::Acme) => renewal::run(store, &settings, &current).await,
        Some(CertificateOrigin::Files { cert, key }) => files::watch(cert, key, &current).await,
    }
}
