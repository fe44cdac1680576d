use std::fmt;
use std::sync::Arc;

use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use x509_parser::extensions::GeneralName;

use crate::model::Milliseconds;

/// A certificate with its private key, ready for handshakes.
#[derive(Clone)]
pub struct Certificate {
    pub(super) key: Arc<CertifiedKey>,
    /// The domains it is for, in lower case. They may begin with `*.`.
    pub names: Vec<String>,
    pub issued_at: Milliseconds,
    pub expires_at: Milliseconds,
}

/// Why a certificate cannot be used. Nothing of the key is in the message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CertificateError {
    #[error("there is no certificate in PEM format")]
    NoCertificate,
    #[error("there is no private key in PEM format")]
    NoKey,
    #[error("the certificate cannot be read")]
    Malformed,
    #[error("the private key is not of the certificate, or of a kind that is not supported")]
    WrongKey,
    #[error("the certificate is for no domain")]
    NoName,
}

impl Certificate {
    /// Parses a chain of certificates, the site's first, and its private key, both in PEM.
    pub fn parse(chain: &[u8], key: &[u8]) -> Result<Certificate, CertificateError> {
        let chain = CertificateDer::pem_slice_iter(chain).collect::<Result<Vec<_>, _>>();
        let chain = chain.map_err(|_| CertificateError::NoCertificate)?;
        let first = chain.first().ok_or(CertificateError::NoCertificate)?.clone();
        let key = PrivateKeyDer::from_pem_slice(key).map_err(|_| CertificateError::NoKey)?;
        let key = CertifiedKey::from_der(chain, key, &ring::default_provider());
        let key = key.map_err(|_| CertificateError::WrongKey)?;
        let (_, read) = x509_parser::parse_x509_certificate(&first).map_err(|_| CertificateError::Malformed)?;
        let alternatives = read.subject_alternative_name().map_err(|_| CertificateError::Malformed)?;
        let names = alternatives.iter().flat_map(|names| &names.value.general_names);
        let domains = names.filter_map(|name| match name {
            GeneralName::DNSName(domain) => Some(domain.to_ascii_lowercase()),
            _ => None,
        });
        let (names, validity) = (domains.collect::<Vec<_>>(), read.validity());
        if names.is_empty() {
            return Err(CertificateError::NoName);
        }
        Ok(Certificate {
            key: Arc::new(key),
            names,
            issued_at: validity.not_before.timestamp() * 1_000,
            expires_at: validity.not_after.timestamp() * 1_000,
        })
    }

    /// Returns whether the certificate is for a domain. `*.` stands for one label (RFC 6125, section 6.4.3).
    pub fn covers(&self, domain: &str) -> bool {
        self.names.iter().any(|name| match name.strip_prefix("*.") {
            Some(parent) => domain
                .split_once('.')
                .is_some_and(|(label, rest)| !label.is_empty() && rest.eq_ignore_ascii_case(parent)),
            None => domain.eq_ignore_ascii_case(name),
        })
    }

    /// Returns how many whole days the certificate is still valid. Negative: it has expired.
    pub fn days_left(&self, now: Milliseconds) -> i64 {
        days_until(self.expires_at, now)
    }
}

/// Returns the number of whole days until a time.
pub fn days_until(time: Milliseconds, now: Milliseconds) -> i64 {
    (time - now).div_euclid(24 * 60 * 60 * 1_000)
}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("names", &self.names)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn make(names: &[&str]) -> (String, String) {
        let names: Vec<String> = names.iter().map(|&name| name.to_owned()).collect();
        let made = rcgen::generate_simple_self_signed(names).unwrap();
        (made.cert.pem(), made.signing_key.serialize_pem())
    }

    #[test]
    fn a_certificate_is_for_its_names_only() {
        let (chain, key) = make(&["Example.org", "*.example.net"]);
        let certificate = Certificate::parse(chain.as_bytes(), key.as_bytes()).unwrap();
        for name in ["example.org", "EXAMPLE.ORG", "www.example.net"] {
            assert!(certificate.covers(name), "{name}");
        }
        for name in ["www.example.org", "example.net", ".example.net", "a.b.example.net", "org", ""] {
            assert!(!certificate.covers(name), "{name}");
        }
        assert!(certificate.days_left(certificate.expires_at - 1) == 0 && certificate.days_left(i64::MAX / 2) < 0);
        assert!(!format!("{certificate:?}").contains("PRIVATE"));
    }

    #[test]
    fn parts_that_do_not_fit_are_refused() {
        let ((chain, key), (_, other)) = (make(&["a.example"]), make(&["a.example"]));
        let error = |chain: &str, key: &str| Certificate::parse(chain.as_bytes(), key.as_bytes()).unwrap_err();
        assert_eq!(error("", &key), CertificateError::NoCertificate);
        assert_eq!(error(&key, &key), CertificateError::NoCertificate);
        assert_eq!(error(&chain, &chain), CertificateError::NoKey);
        assert_eq!(error(&chain, &other), CertificateError::WrongKey);
    }
}
