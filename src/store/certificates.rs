//! Certificates for HTTPS, which all nodes share, the accounts at certificate authorities, and answers to their
//! questions. Private keys are here: they are part of backups, and of nothing else.

use std::fmt;

use crate::model::Milliseconds;
use crate::store::sql::{self, Connection};

/// Which certificate: by which authority, and for which domains.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateName {
    /// The address of the authority's directory.
    pub directory: String,
    /// Sorted and separated by spaces.
    pub domains: String,
}

/// A certificate that was issued, and when it is valid.
#[derive(Clone, PartialEq, Eq)]
pub struct IssuedCertificate {
    /// PEM: the certificate and those of its issuers.
    pub chain: String,
    /// PEM.
    pub private_key: String,
    pub issued_at: Milliseconds,
    pub expires_at: Milliseconds,
}

impl fmt::Debug for IssuedCertificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuedCertificate").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

/// How far getting a certificate is. Zeros if nobody has tried.
#[derive(Clone, Debug, Default, PartialEq, Eq, sqlx::FromRow)]
pub struct CertificateStatus {
    /// 0: none has been issued yet, as `expires_at`.
    pub issued_at: Milliseconds,
    pub expires_at: Milliseconds,
    pub leased_until: Milliseconds,
    /// Attempts in a row that have failed.
    pub failures: i64,
    pub failed_at: Milliseconds,
    pub next_attempt_at: Milliseconds,
    pub last_error: String,
}

impl CertificateStatus {
    /// Returns when a new certificate is to be obtained: when a third of the lifetime is left.
    pub fn due_at(&self) -> Milliseconds {
        self.expires_at - (self.expires_at - self.issued_at) / 3
    }
}

/// Reads how far getting a certificate is. It is cheap: the certificate itself is not read.
pub async fn find_status(
    connection: &mut Connection,
    name: &CertificateName,
) -> sqlx::Result<Option<CertificateStatus>> {
    sql::query_as(
        "SELECT issued_at, expires_at, leased_until, failures, failed_at, next_attempt_at, last_error
         FROM certificates WHERE directory = $1 AND domains = $2",
    )
    .bind(&name.directory)
    .bind(&name.domains)
    .fetch_optional(connection)
    .await
}

/// Reads a certificate.
pub async fn find(connection: &mut Connection, name: &CertificateName) -> sqlx::Result<Option<IssuedCertificate>> {
    let found: Option<(String, String, i64, i64)> = sql::query_as(
        "SELECT chain, private_key, issued_at, expires_at FROM certificates
         WHERE directory = $1 AND domains = $2 AND chain IS NOT NULL AND private_key IS NOT NULL",
    )
    .bind(&name.directory)
    .bind(&name.domains)
    .fetch_optional(connection)
    .await?;
    Ok(found.map(|(chain, private_key, issued_at, expires_at)| IssuedCertificate {
        chain,
        private_key,
        issued_at,
        expires_at,
    }))
}

/// Takes the lease until `until`, if nobody has it, an attempt may be made, and the status is still the one that was
/// seen. Returns whether it was taken.
pub async fn lease(
    connection: &mut Connection,
    name: &CertificateName,
    seen: &CertificateStatus,
    now: Milliseconds,
    until: Milliseconds,
) -> sqlx::Result<bool> {
    sql::query("INSERT INTO certificates (directory, domains) VALUES ($1, $2) ON CONFLICT DO NOTHING")
        .bind(&name.directory)
        .bind(&name.domains)
        .execute(&mut *connection)
        .await?;
    let taken = sql::query(
        "UPDATE certificates SET leased_until = $3 WHERE directory = $1 AND domains = $2
         AND leased_until <= $4 AND next_attempt_at <= $4 AND expires_at = $5",
    )
    .bind(&name.directory)
    .bind(&name.domains)
    .bind(until)
    .bind(now)
    .bind(seen.expires_at)
    .execute(connection)
    .await?;
    Ok(taken.rows_affected() == 1)
}

/// Stores a certificate, and returns the lease.
pub async fn store(
    connection: &mut Connection,
    name: &CertificateName,
    certificate: &IssuedCertificate,
) -> sqlx::Result<()> {
    sql::query(
        "UPDATE certificates SET chain = $3, private_key = $4, issued_at = $5, expires_at = $6, leased_until = 0,
         failures = 0, failed_at = 0, next_attempt_at = 0, last_error = '' WHERE directory = $1 AND domains = $2",
    )
    .bind(&name.directory)
    .bind(&name.domains)
    .bind(&certificate.chain)
    .bind(&certificate.private_key)
    .bind(certificate.issued_at)
    .bind(certificate.expires_at)
    .execute(connection)
    .await?;
    Ok(())
}

/// Notes that an attempt has failed, and returns the lease.
pub async fn note_failure(
    connection: &mut Connection,
    name: &CertificateName,
    error: &str,
    now: Milliseconds,
    next_attempt_at: Milliseconds,
) -> sqlx::Result<()> {
    sql::query(
        "UPDATE certificates SET leased_until = 0, failures = failures + 1, failed_at = $3, next_attempt_at = $4,
         last_error = $5 WHERE directory = $1 AND domains = $2",
    )
    .bind(&name.directory)
    .bind(&name.domains)
    .bind(now)
    .bind(next_attempt_at)
    .bind(error)
    .execute(connection)
    .await?;
    Ok(())
}

/// Allows the next attempt after a failed one no later than `pause` after it.
pub async fn hasten(connection: &mut Connection, name: &CertificateName, pause: Milliseconds) -> sqlx::Result<()> {
    sql::query(
        "UPDATE certificates SET next_attempt_at = failed_at + $3
         WHERE directory = $1 AND domains = $2 AND next_attempt_at > failed_at + $3",
    )
    .bind(&name.directory)
    .bind(&name.domains)
    .bind(pause)
    .execute(connection)
    .await?;
    Ok(())
}

/// Reads the account at an authority, as JSON.
pub async fn find_account(connection: &mut Connection, directory: &str) -> sqlx::Result<Option<String>> {
    sql::query_scalar("SELECT credentials FROM acme_accounts WHERE directory = $1")
        .bind(directory)
        .fetch_optional(connection)
        .await
}

/// Stores the account at an authority.
pub async fn store_account(connection: &mut Connection, directory: &str, credentials: &str) -> sqlx::Result<()> {
    sql::query(
        "INSERT INTO acme_accounts (directory, credentials) VALUES ($1, $2)
         ON CONFLICT (directory) DO UPDATE SET credentials = excluded.credentials",
    )
    .bind(directory)
    .bind(credentials)
    .execute(connection)
    .await?;
    Ok(())
}

/// Forgets the account at an authority that does not know it any more.
pub async fn remove_account(connection: &mut Connection, directory: &str) -> sqlx::Result<()> {
    sql::query("DELETE FROM acme_accounts WHERE directory = $1").bind(directory).execute(connection).await?;
    Ok(())
}

/// Stores the answer for a token until a time, and deletes those whose time is over.
pub async fn store_answer(
    connection: &mut Connection,
    token: &str,
    answer: &str,
    now: Milliseconds,
    until: Milliseconds,
) -> sqlx::Result<()> {
    sql::query("DELETE FROM acme_challenges WHERE expires_at < $1").bind(now).execute(&mut *connection).await?;
    sql::query(
        "INSERT INTO acme_challenges (token, answer, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (token) DO UPDATE SET answer = excluded.answer, expires_at = excluded.expires_at",
    )
    .bind(token)
    .bind(answer)
    .bind(until)
    .execute(connection)
    .await?;
    Ok(())
}

/// Reads the answer for a token.
pub async fn find_answer(connection: &mut Connection, token: &str) -> sqlx::Result<Option<String>> {
    sql::query_scalar("SELECT answer FROM acme_challenges WHERE token = $1")
        .bind(token)
        .fetch_optional(connection)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[tokio::test]
    async fn one_node_has_the_lease_and_failures_delay_the_next() {
        let (store, _folder) = testing::open().await;
        let name = CertificateName { directory: "https://a.example/".to_owned(), domains: "a b".to_owned() };
        let mut writing = store.write().await.unwrap();
        assert_eq!(find_status(&mut writing, &name).await.unwrap(), None);
        let unknown = CertificateStatus::default();
        assert!(lease(&mut writing, &name, &unknown, 1_000, 2_000).await.unwrap());
        assert!(!lease(&mut writing, &name, &unknown, 1_999, 3_000).await.unwrap(), "another one has it");
        assert!(lease(&mut writing, &name, &unknown, 2_000, 3_000).await.unwrap(), "the other one has died");
        note_failure(&mut writing, &name, "no", 2_500, 9_000).await.unwrap();
        assert!(!lease(&mut writing, &name, &unknown, 8_999, 10_000).await.unwrap(), "too early");
        hasten(&mut writing, &name, 500).await.unwrap();
        let status = find_status(&mut writing, &name).await.unwrap().unwrap();
        assert_eq!((status.failures, status.next_attempt_at, status.last_error.as_str()), (1, 3_000, "no"));
        assert!(lease(&mut writing, &name, &status, 3_000, 4_000).await.unwrap());
        assert_eq!(find(&mut writing, &name).await.unwrap(), None);
        let certificate = IssuedCertificate {
            chain: "chain".to_owned(),
            private_key: "key".to_owned(),
            issued_at: 3_000,
            expires_at: 93_000,
        };
        super::store(&mut writing, &name, &certificate).await.unwrap();
        assert_eq!(find(&mut writing, &name).await.unwrap(), Some(certificate));
        let status = find_status(&mut writing, &name).await.unwrap().unwrap();
        assert_eq!((status.failures, status.due_at()), (0, 63_000));
        assert!(!lease(&mut writing, &name, &unknown, 5_000, 6_000).await.unwrap(), "another one has renewed it");
    }

    #[tokio::test]
    async fn answers_are_kept_for_a_time() {
        let (store, _folder) = testing::open().await;
        let mut writing = store.write().await.unwrap();
        store_answer(&mut writing, "one", "1", 10, 20).await.unwrap();
        store_answer(&mut writing, "two", "2", 21, 30).await.unwrap();
        assert_eq!(find_answer(&mut writing, "one").await.unwrap(), None);
        assert_eq!(find_answer(&mut writing, "two").await.unwrap().as_deref(), Some("2"));
    }
}
