use crate::clock::now;
use crate::config::{CertificateOrigin, HttpsSettings};
use crate::https::{days_until, load};
use crate::i18n::count_of;
use crate::store::certificates::CertificateStatus;

/// Says how long the certificate for HTTPS is valid, and returns what is wrong with it. `status` is what the database
/// knows of one that is obtained by ACME.
pub fn examine(settings: &HttpsSettings, status: Option<CertificateStatus>) -> Vec<String> {
    match settings.origin() {
        None => Vec::new(),
        Some(CertificateOrigin::Files { cert, key }) => match load(cert, key) {
            Ok(certificate) => {
                let missing = settings.domains.iter().filter(|domain| !certificate.covers(domain));
                let missing = missing.map(|domain| format!("the certificate {} is not for {domain}", cert.display()));
                let names = certificate.names.join(" ");
                missing.chain(examine_lifetime(&names, certificate.days_left(now()))).collect()
            }
            Err(error) => vec![error.to_string()],
        },
        Some(CertificateOrigin::Acme) => {
            let (domains, status) = (settings.domain_list(), status.unwrap_or_default());
            let lifetime = match status.expires_at {
                0 if status.failures == 0 => {
                    println!("https: there is no certificate for {domains} yet; the server orders one when it runs");
                    None
                }
                0 => Some(format!("there is no certificate for {domains}: HTTPS is refused")),
                expires_at => examine_lifetime(&domains, days_until(expires_at, now())),
            };
            let attempts = count_of(status.failures, "attempt", "attempts");
            let failure = (status.failures > 0).then(|| {
                format!("{attempts} to obtain a certificate for {domains} failed; the last: {}", status.last_error)
            });
            lifetime.into_iter().chain(failure).collect()
        }
    }
}

fn examine_lifetime(names: &str, days: i64) -> Option<String> {
    if days < 0 {
        return Some(format!("the certificate for {names} has expired"));
    }
    println!("https: the certificate for {names} is valid for {}", count_of(days, "day", "days"));
    None
}
