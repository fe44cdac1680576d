use std::sync::Once;
use std::time::Duration;

use instant_acme::{
    Account, AccountBuilder, AccountCredentials, AuthorizationStatus, ChallengeType, Identifier, NewAccount, NewOrder,
    Order, OrderStatus, Problem, RetryPolicy,
};

use super::{Certificate, CertificateError};
use crate::clock::now;
use crate::config::HttpsSettings;
use crate::model::Milliseconds;
use crate::store::Store;
use crate::store::certificates::{self, CertificateName, IssuedCertificate};

/// How long the authority may take to ask the site, and to issue.
const PATIENCE: RetryPolicy = RetryPolicy::new().timeout(Duration::from_mins(1));

/// How long an answer for the authority is kept.
const ANSWER: Milliseconds = 60 * 60 * 1_000;

/// Error types of RFC 8555, section 6.7.
const RATE_LIMITED: &str = "urn:ietf:params:acme:error:rateLimited";
const NO_ACCOUNT: &str = "urn:ietf:params:acme:error:accountDoesNotExist";

/// Why no certificate was issued.
#[derive(Debug, thiserror::Error)]
pub enum AcmeError {
    #[error("the certificate authority cannot be asked: {0}")]
    Protocol(#[from] instant_acme::Error),
    #[error("the certificate authority refuses: {0}")]
    Refused(String),
    #[error("the certificate authority offers no way to prove the domain {0} over HTTP")]
    NoChallenge(String),
    #[error("the certificate authority took too long")]
    Late,
    #[error("what was issued cannot be used: {0}")]
    Unusable(#[from] CertificateError),
    #[error("the database failed: {0}")]
    Database(#[from] sqlx::Error),
    #[error("the account cannot be stored or read: {0}")]
    Account(#[from] serde_json::Error),
}

impl AcmeError {
    /// Returns whether the authority has asked to come back much later.
    pub fn is_rate_limit(&self) -> bool {
        self.kind() == Some(RATE_LIMITED)
    }

    fn kind(&self) -> Option<&str> {
        match self {
            AcmeError::Protocol(instant_acme::Error::Api(Problem { r#type, .. })) => r#type.as_deref(),
            _ => None,
        }
    }
}

/// Obtains a certificate for all domains of the settings.
pub async fn obtain(
    store: &Store,
    settings: &HttpsSettings,
    name: &CertificateName,
) -> Result<IssuedCertificate, AcmeError> {
    let obtained = order(store, settings, name).await;
    if obtained.as_ref().is_err_and(|error| error.kind() == Some(NO_ACCOUNT)) {
        // The next attempt makes a new one.
        let mut writing = store.write().await?;
        certificates::remove_account(&mut writing, &name.directory).await?;
        writing.commit().await?;
    }
    obtained
}

async fn order(
    store: &Store,
    settings: &HttpsSettings,
    name: &CertificateName,
) -> Result<IssuedCertificate, AcmeError> {
    let account = open_account(store, settings).await?;
    let domains: Vec<Identifier> = name.domains.split(' ').map(|domain| Identifier::Dns(domain.to_owned())).collect();
    let mut order = account.new_order(&NewOrder::new(&domains)).await?;
    answer_challenges(store, &mut order).await?;
    match order.poll_ready(&PATIENCE).await {
        Ok(OrderStatus::Ready) => {}
        Ok(_) => return Err(AcmeError::Refused(reasons(&mut order).await)),
        // The reasons for single domains say more than the error of the order.
        Err(error @ instant_acme::Error::Api(_)) => {
            let reasons = reasons(&mut order).await;
            return Err(if reasons.is_empty() { error.into() } else { AcmeError::Refused(reasons) });
        }
        Err(error) => return Err(error.into()),
    }
    let private_key = order.finalize().await?;
    let chain = order.poll_certificate(&PATIENCE).await?;
    let Certificate { issued_at, expires_at, .. } = Certificate::parse(chain.as_bytes(), private_key.as_bytes())?;
    Ok(IssuedCertificate { chain, private_key, issued_at, expires_at })
}

/// Opens the account of the site, or makes one.
async fn open_account(store: &Store, settings: &HttpsSettings) -> Result<Account, AcmeError> {
    let directory = &settings.directory;
    let known = certificates::find_account(&mut *store.read().await?, directory).await?;
    if let Some(credentials) = known {
        let credentials: AccountCredentials = serde_json::from_str(&credentials)?;
        return Ok(builder(settings)?.from_credentials(credentials).await?);
    }
    let contact = format!("mailto:{}", settings.email);
    let contacts = [contact.as_str()];
    let wanted = NewAccount {
        contact: if settings.email.is_empty() { &[] } else { &contacts },
        terms_of_service_agreed: true,
        only_return_existing: false,
    };
    let (account, credentials) = builder(settings)?.create(&wanted, directory.clone(), None).await?;
    let mut writing = store.write().await?;
    certificates::store_account(&mut writing, directory, &serde_json::to_string(&credentials)?).await?;
    writing.commit().await?;
    Ok(account)
}

fn builder(settings: &HttpsSettings) -> Result<AccountBuilder, instant_acme::Error> {
    static PROVIDER: Once = Once::new();
    PROVIDER.call_once(|| {
        // `Err` means that something else has done so already.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
    match settings.directory_root.as_os_str().is_empty() {
        true => Account::builder(),
        false => Account::builder_with_root(&settings.directory_root),
    }
}

/// Stores an answer for each domain that is to be proved, where all nodes find it, and then has the authority ask.
async fn answer_challenges(store: &Store, order: &mut Order) -> Result<(), AcmeError> {
    let mut authorizations = order.authorizations();
    while let Some(authorization) = authorizations.next().await {
        let mut authorization = authorization?;
        if authorization.status == AuthorizationStatus::Valid {
            continue;
        }
        let domain = authorization.identifier().to_string();
        let challenge = authorization.challenge(ChallengeType::Http01);
        let mut challenge = challenge.ok_or(AcmeError::NoChallenge(domain))?;
        let (answer, now) = (challenge.key_authorization(), now());
        let mut writing = store.write().await?;
        certificates::store_answer(&mut writing, &challenge.token, answer.as_str(), now, now + ANSWER).await?;
        writing.commit().await?;
        challenge.set_ready().await?;
    }
    Ok(())
}

/// Returns what the authority says about the domains that could not be proved.
async fn reasons(order: &mut Order) -> String {
    let mut reasons = Vec::new();
    let mut authorizations = order.authorizations();
    while let Some(Ok(mut authorization)) = authorizations.next().await {
        if authorization.refresh().await.is_err() {
            continue;
        }
        let problem = authorization.challenges.iter().find_map(|challenge| challenge.error.as_ref());
        let detail = problem.map(|problem| problem.detail.clone().unwrap_or_else(|| problem.to_string()));
        reasons.extend(detail.map(|detail| format!("{}: {detail}", authorization.identifier())));
    }
    reasons.join("; ")
}
