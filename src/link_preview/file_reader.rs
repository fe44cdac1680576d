//! Files of other sites, for imports that fetch them.

use std::time::Duration;

use reqwest::header::{ACCEPT_ENCODING, RETRY_AFTER, USER_AGENT};
use reqwest::{Client, Response, StatusCode};
use url::Url;

use super::Reach;
use super::fetch::{REDIRECTS, client, explain, target};
use crate::model::admin::link_target::UnreadReason;

/// Who asks, for the logs of the other site.
const AGENT: &str = concat!("Longan/", env!("CARGO_PKG_VERSION"), " (import)");

/// Why a file could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    #[error("its address, or one that it redirects to, is not one of the old site")]
    NotAllowed,
    #[error("the site could not be reached")]
    Unreachable,
    #[error("it took too long")]
    TooSlow,
    #[error("it is too large")]
    TooLarge,
    #[error("the files fetched so far have reached the limit of all files together")]
    NoMore,
    #[error("the site answered with status {0}")]
    Refused(u16),
    /// The site asks to wait, perhaps for a time.
    #[error("the site has asked to wait")]
    Wait(Option<Duration>),
}

/// Opens files of other sites.
#[derive(Clone, Debug)]
pub struct FileReader {
    client: Client,
    reach: Reach,
}

impl FileReader {
    /// Creates a reader. `None` if the system cannot be used for TLS.
    pub fn new(reach: Reach) -> Option<FileReader> {
        Some(FileReader { client: client(reach)?, reach })
    }

    /// Requests a file. Redirects are followed to URLs for which `is_allowed` returns true.
    pub async fn open(&self, mut url: Url, is_allowed: impl Fn(&Url) -> bool) -> Result<Response, FetchError> {
        for _ in 0..=REDIRECTS {
            if !self.reach.includes(&url) || !is_allowed(&url) {
                return Err(FetchError::NotAllowed);
            }
            let request = self.client.get(url.clone()).header(USER_AGENT, AGENT).header(ACCEPT_ENCODING, "identity");
            let response = request.send().await.map_err(|error| match explain(error) {
                UnreadReason::NotPublic => FetchError::NotAllowed,
                _ => FetchError::Unreachable,
            })?;
            if !response.remote_addr().is_some_and(|address| self.reach.includes_address(address.ip())) {
                return Err(FetchError::NotAllowed);
            }
            match response.status() {
                StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE => {
                    // A date is not understood: it would be the other site's clock.
                    let seconds =
                        response.headers().get(RETRY_AFTER).and_then(|value| value.to_str().ok()?.parse().ok());
                    return Err(FetchError::Wait(seconds.map(Duration::from_secs)));
                }
                status if status.is_redirection() => {
                    url = target(&url, &response).map_err(|_| FetchError::Refused(status.as_u16()))?;
                }
                status if status.is_success() => return Ok(response),
                status => return Err(FetchError::Refused(status.as_u16())),
            }
        }
        Err(FetchError::Unreachable)
    }
}
