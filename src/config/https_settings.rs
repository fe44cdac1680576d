use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};
use url::{Host, Url};

/// The section `[https]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HttpsSettings {
    /// The names of the site, in ASCII and lower case. The certificate is for all of them.
    #[serde(deserialize_with = "domains")]
    pub domains: Vec<String>,
    /// Where the certificate authority may write to; may be empty.
    #[serde(deserialize_with = "email")]
    pub email: String,
    /// The address that serves the site over TLS.
    pub listen: SocketAddr,
    /// The address that redirects to HTTPS, and answers the certificate authority.
    pub http_listen: SocketAddr,
    /// The address of the directory of an ACME server (RFC 8555, section 7.1.1).
    #[serde(deserialize_with = "directory")]
    pub directory: String,
    /// A PEM file with the root certificate of that server; empty: the roots of the operating system.
    pub directory_root: PathBuf,
    /// PEM files with a certificate and its private key, instead of one by ACME; empty: none. An empty `key` is in `cert`.
    pub cert: PathBuf,
    pub key: PathBuf,
}

/// Where the certificate comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateOrigin<'s> {
    /// From a certificate authority, by ACME.
    Acme,
    Files {
        cert: &'s Path,
        key: &'s Path,
    },
}

impl HttpsSettings {
    /// Returns where the certificate comes from. `None`: the site is not served over TLS.
    pub fn origin(&self) -> Option<CertificateOrigin<'_>> {
        match (self.cert.as_os_str().is_empty(), self.domains.is_empty()) {
            (false, _) => {
                let key = if self.key.as_os_str().is_empty() { &self.cert } else { &self.key };
                Some(CertificateOrigin::Files { cert: &self.cert, key })
            }
            (true, false) => Some(CertificateOrigin::Acme),
            (true, true) => None,
        }
    }

    /// Returns the domains as one text, sorted and separated by spaces, which names their certificate in the database.
    pub fn domain_list(&self) -> String {
        let mut domains: Vec<&str> = self.domains.iter().map(String::as_str).collect();
        domains.sort_unstable();
        domains.dedup();
        domains.join(" ")
    }
}

fn domains<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    let names = Vec::<String>::deserialize(from)?;
    let domain = |name: String| match Host::parse(name.trim_end_matches('.')) {
        // Certificates for patterns cannot be had over HTTP.
        Ok(Host::Domain(domain)) if !domain.contains('*') => Ok(domain),
        _ => Err(serde::de::Error::custom(format!("{name:?} is not a domain such as example.org"))),
    };
    names.into_iter().map(domain).collect()
}

fn email<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let address = String::deserialize(from)?;
    let is_right = address.split_once('@').is_some_and(|(name, host)| !name.is_empty() && !host.is_empty())
        && !address.contains([' ', ',', '?']);
    match address.is_empty() || is_right {
        true => Ok(address),
        false => Err(serde::de::Error::custom(format!("{address:?} is not an email address"))),
    }
}

fn directory<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let address = String::deserialize(from)?;
    match Url::parse(&address) {
        Ok(url) if url.scheme() == "https" => Ok(address),
        _ => Err(serde::de::Error::custom(format!("{address:?} is not the address of a directory, with https://"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, load};

    fn load_with(pairs: &[(&str, &str)]) -> Result<HttpsSettings, String> {
        let variables = |name: &str| {
            let value = pairs.iter().find(|(known, _)| name == format!("LONGAN_HTTPS_{known}"));
            value.map(|(_, value)| (*value).to_owned())
        };
        load(&Overrides::default(), variables).map(|settings| settings.https).map_err(|error| error.to_string())
    }

    #[test]
    fn it_is_off_unless_there_is_a_domain_or_a_file() {
        assert_eq!(load_with(&[]).unwrap().origin(), None);
        let settings = load_with(&[("DOMAINS", "WWW.Example.org., báo.vn,example.org,example.org")]).unwrap();
        assert_eq!(settings.origin(), Some(CertificateOrigin::Acme));
        assert_eq!(settings.domain_list(), "example.org www.example.org xn--bo-mia.vn");
        let settings = load_with(&[("CERT", "a.pem"), ("KEY", "b.pem"), ("DOMAINS", "example.org")]).unwrap();
        let files = CertificateOrigin::Files { cert: Path::new("a.pem"), key: Path::new("b.pem") };
        assert_eq!(settings.origin(), Some(files));
    }

    #[test]
    fn wrong_values_are_refused() {
        for (key, value) in [
            ("DOMAINS", "192.0.2.1"),
            ("DOMAINS", "*.example.org"),
            ("DOMAINS", "https://example.org"),
            ("DOMAINS", "example.org/a"),
            ("EMAIL", "nobody"),
            ("DIRECTORY", "http://example.org/directory"),
            ("LISTEN", "443"),
        ] {
            assert!(load_with(&[(key, value)]).is_err_and(|error| error.contains(key)), "{key}={value}");
        }
    }
}
