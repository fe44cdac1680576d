use std::time::Duration;

use tokio::time::{sleep, timeout};

use super::acme::{self, AcmeError};
use super::certificate::days_until;
use super::{Certificate, CurrentCertificate};
use crate::clock::now;
use crate::config::HttpsSettings;
use crate::model::Milliseconds;
use crate::store::Store;
use crate::store::certificates::{self, CertificateName, CertificateStatus};

/// How often a node looks whether there is a new certificate, or one is needed.
const CHECK: Duration = Duration::from_secs(10);

/// How long an attempt may take. The lease is longer, so that two nodes never order at the same time.
const ATTEMPT: Duration = Duration::from_mins(3);
const LEASE: Milliseconds = 4 * MINUTE;

const MINUTE: Milliseconds = 60 * 1_000;

/// Pauses after failures in a row; the last one is repeated. Let's Encrypt allows five failures per domain and hour.
const PAUSES: [Milliseconds; 5] = [2 * MINUTE, 10 * MINUTE, 60 * MINUTE, 3 * 60 * MINUTE, LONGEST_PAUSE];
const LONGEST_PAUSE: Milliseconds = 6 * 60 * MINUTE;

/// After a restart, for which an owner may have corrected something, the pause is this at most. It is long enough that a
/// server that restarts again and again stays below the authority's limit.
const PAUSE_AFTER_RESTART: Milliseconds = 15 * MINUTE;

/// Longest reason of a failure that is stored.
const LONGEST_REASON: usize = 500;

/// Returns the name of the certificate in the database.
pub fn name_of(settings: &HttpsSettings) -> CertificateName {
    CertificateName { directory: settings.directory.clone(), domains: settings.domain_list() }
}

/// Takes over certificates from the database, and has one issued when it is time.
pub async fn run(store: Store, settings: &HttpsSettings, current: &CurrentCertificate) {
    let name = name_of(settings);
    if let Err(error) = hasten(&store, &name).await {
        tracing::warn!(%error, "the state of the certificate could not be read");
    }
    let mut is_first = true;
    loop {
        match step(&store, settings, &name, current).await {
            Ok(()) if is_first && current.get().is_none() => tracing::warn!(
                domains = name.domains,
                "there is no certificate yet: HTTPS is refused until the certificate authority has issued one"
            ),
            Ok(()) => {}
            Err(error) => tracing::warn!(%error, "the state of the certificate could not be read or stored"),
        }
        is_first = false;
        sleep(CHECK).await;
    }
}

async fn hasten(store: &Store, name: &CertificateName) -> sqlx::Result<()> {
    let status = certificates::find_status(&mut *store.read().await?, name).await?.unwrap_or_default();
    if status.next_attempt_at <= status.failed_at + PAUSE_AFTER_RESTART {
        return Ok(());
    }
    let mut writing = store.write().await?;
    certificates::hasten(&mut writing, name, PAUSE_AFTER_RESTART).await?;
    writing.commit().await
}

/// Takes over a certificate that another node has obtained, or obtains one.
async fn step(
    store: &Store,
    settings: &HttpsSettings,
    name: &CertificateName,
    current: &CurrentCertificate,
) -> sqlx::Result<()> {
    let status = certificates::find_status(&mut *store.read().await?, name).await?.unwrap_or_default();
    take_over(store, name, &status, current).await?;
    let now = now();
    if now < status.due_at() || now < status.next_attempt_at || now < status.leased_until {
        return Ok(());
    }
    let mut writing = store.write().await?;
    let is_ours = certificates::lease(&mut writing, name, &status, now, now + LEASE).await?;
    writing.commit().await?;
    if is_ours { renew(store, settings, name, &status, current).await } else { Ok(()) }
}

/// Shows the certificate of the database, if it is not the one that is shown already.
async fn take_over(
    store: &Store,
    name: &CertificateName,
    status: &CertificateStatus,
    current: &CurrentCertificate,
) -> sqlx::Result<()> {
    if status.expires_at == current.get().map_or(0, |certificate| certificate.expires_at) {
        return Ok(());
    }
    let Some(found) = certificates::find(&mut *store.read().await?, name).await? else { return Ok(()) };
    match Certificate::parse(found.chain.as_bytes(), found.private_key.as_bytes()) {
        Ok(certificate) => {
            tracing::info!(
                domains = name.domains,
                days = certificate.days_left(now()),
                "the certificate of the database is in use"
            );
            // As in the database, which is what is compared.
            current.replace(Certificate { issued_at: found.issued_at, expires_at: found.expires_at, ..certificate });
        }
        Err(error) => tracing::error!(%error, "the certificate of the database cannot be used"),
    }
    Ok(())
}

/// Orders a certificate; the lease is ours. What fails is noted for all nodes, and the certificate stays.
async fn renew(
    store: &Store,
    settings: &HttpsSettings,
    name: &CertificateName,
    status: &CertificateStatus,
    current: &CurrentCertificate,
) -> sqlx::Result<()> {
    tracing::info!(domains = name.domains, "a certificate is ordered from {}", name.directory);
    let ordered = timeout(ATTEMPT, acme::obtain(store, settings, name)).await;
    let mut writing = store.write().await?;
    match ordered.unwrap_or(Err(AcmeError::Late)) {
        Ok(certificate) => {
            certificates::store(&mut writing, name, &certificate).await?;
            writing.commit().await?;
            tracing::info!(domains = name.domains, "a certificate was issued");
            let status = certificates::find_status(&mut *store.read().await?, name).await?.unwrap_or_default();
            take_over(store, name, &status, current).await
        }
        Err(error) => {
            let (pause, now) = (pause_after(status.failures, &error), now());
            let reason = clean(&error.to_string());
            certificates::note_failure(&mut writing, name, &reason, now, now + pause).await?;
            writing.commit().await?;
            let minutes = pause / MINUTE;
            match status.expires_at {
                0 => tracing::error!(
                    domains = name.domains,
                    minutes,
                    "no certificate was issued, and HTTPS is refused; the next attempt follows: {reason}"
                ),
                expires_at => tracing::error!(
                    domains = name.domains,
                    minutes,
                    days_left = days_until(expires_at, now),
                    "the certificate was not renewed and stays in use; the next attempt follows: {reason}"
                ),
            }
            Ok(())
        }
    }
}

/// Returns how long to wait after a failure, given the number of those before it.
fn pause_after(failures: i64, error: &AcmeError) -> Milliseconds {
    if error.is_rate_limit() {
        return LONGEST_PAUSE;
    }
    let number = usize::try_from(failures).unwrap_or_default();
    PAUSES.get(number).copied().unwrap_or(LONGEST_PAUSE)
}

/// Makes one short line of what an authority has said.
fn clean(reason: &str) -> String {
    let plain = reason.chars().map(|sign| if sign.is_control() { ' ' } else { sign });
    plain.take(LONGEST_REASON).collect()
}

#[cfg(test)]
mod tests {
    use instant_acme::{Error, Problem};

    use super::*;

    #[test]
    fn pauses_grow_and_stay_below_the_limits_of_authorities() {
        let pauses: Vec<i64> = (0..7).map(|failures| pause_after(failures, &AcmeError::Late) / MINUTE).collect();
        assert_eq!(pauses, [2, 10, 60, 180, 360, 360, 360]);
        let problem = r#"{"type": "urn:ietf:params:acme:error:rateLimited"}"#;
        let problem: Problem = serde_json::from_str(problem).unwrap();
        assert_eq!(pause_after(0, &AcmeError::Protocol(Error::Api(problem))), LONGEST_PAUSE);
    }

    #[test]
    fn reasons_are_one_short_line() {
        assert_eq!(clean("a\r\nb\u{1b}[31m"), "a  b [31m");
        assert_eq!(clean(&"ạ".repeat(1_000)).chars().count(), LONGEST_REASON);
    }
}
