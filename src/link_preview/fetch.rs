use std::error::Error;
use std::time::Duration;

use reqwest::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE, CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use reqwest::{Client, Response, StatusCode, redirect};
use url::Url;

use super::reach::OutOfReach;
use super::{Destination, Reach, character_encoding, oembed, page_metadata};
use crate::model::admin::link_target::UnreadReason;
use crate::model::language::Language;

/// Who asks, for the logs of the other site.
const USER_AGENT: &str = concat!("Longan/", env!("CARGO_PKG_VERSION"), " (link preview)");
/// How long connecting may take.
const CONNECTING: Duration = Duration::from_secs(4);
/// How many redirects are followed.
pub const REDIRECTS: usize = 5;
/// How many bytes of a page are read. What it says about itself is at its beginning.
const MOST: usize = 512 * 1024;
/// The end of the part that is needed.
const HEAD_END: &[u8] = b"</head";

/// Returns the client, or `None` if the system cannot be used for TLS.
pub fn client(reach: Reach) -> Option<Client> {
    // Only the first call has an effect; all are for the same provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder()
        .user_agent(USER_AGENT)
        .dns_resolver(reach)
        // A connection that is kept would be used again without asking where it leads.
        .pool_max_idle_per_host(0)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .http1_only()
        .connect_timeout(CONNECTING)
        .build();
    client.inspect_err(|error| tracing::error!(%error, "no pages of other sites can be read")).ok()
}

/// Follows redirects to a page, or to an address for which `is_known` returns true.
pub async fn follow(
    client: &Client,
    reach: Reach,
    url: Url,
    language: Language,
    is_known: impl Fn(&Url) -> bool,
) -> Result<Destination, UnreadReason> {
    match request(client, reach, url, "text/html", language, is_known).await? {
        Reached::Known(url) => Ok(Destination::Known(url)),
        Reached::Answer(response) => read(response, language).await,
    }
}

/// Reads the title that a site tells by oEmbed.
pub async fn title(client: &Client, reach: Reach, url: Url, language: Language) -> Result<String, UnreadReason> {
    match request(client, reach, url, "application/json", language, |_| false).await? {
        Reached::Known(_) => Err(UnreadReason::NotAPage),
        Reached::Answer(response) => read_title(response).await,
    }
}

enum Reached {
    Known(Url),
    Answer(Response),
}

async fn request(
    client: &Client,
    reach: Reach,
    mut url: Url,
    accepted: &'static str,
    language: Language,
    is_known: impl Fn(&Url) -> bool,
) -> Result<Reached, UnreadReason> {
    for _ in 0..=REDIRECTS {
        if is_known(&url) {
            return Ok(Reached::Known(url));
        }
        if !reach.includes(&url) {
            return Err(UnreadReason::NotPublic);
        }
        let request = client
            .get(url.clone())
            .header(ACCEPT, accepted)
            .header(ACCEPT_ENCODING, "identity")
            .header(ACCEPT_LANGUAGE, language.tag());
        let response = request.send().await.map_err(explain)?;
        // The resolver has seen to it; this also holds if another way to connect is added to the client.
        if !response.remote_addr().is_some_and(|address| reach.includes_address(address.ip())) {
            return Err(UnreadReason::NotPublic);
        }
        match response.status() {
            status if status.is_redirection() => url = target(&url, &response)?,
            status if status.is_success() => return Ok(Reached::Answer(response)),
            status => return Err(UnreadReason::Refused(status.as_u16())),
        }
    }
    Err(UnreadReason::Unreachable)
}

/// Returns where a redirect leads, or the reason if it leads nowhere.
pub fn target(url: &Url, response: &Response) -> Result<Url, UnreadReason> {
    let refused = UnreadReason::Refused(response.status().as_u16());
    // Other statuses of this class, such as 304, lead nowhere.
    let is_redirect = matches!(
        response.status(),
        StatusCode::MOVED_PERMANENTLY
            | StatusCode::FOUND
            | StatusCode::SEE_OTHER
            | StatusCode::TEMPORARY_REDIRECT
            | StatusCode::PERMANENT_REDIRECT
    );
    let location = response.headers().get(LOCATION).filter(|_| is_redirect);
    let location = location.and_then(|location| std::str::from_utf8(location.as_bytes()).ok()).ok_or(refused)?;
    url.join(location).map_err(|_| UnreadReason::NotPublic)
}

async fn read(response: Response, language: Language) -> Result<Destination, UnreadReason> {
    let header = |name| response.headers().get(name).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let content_type = header(CONTENT_TYPE).to_ascii_lowercase();
    let kind = content_type.split(';').next().unwrap_or_default().trim();
    if !matches!(kind, "text/html" | "application/xhtml+xml") || !matches!(header(CONTENT_ENCODING), "" | "identity") {
        return Err(UnreadReason::NotAPage);
    }
    let bytes = read_head(response).await?;
    let read = move || page_metadata::read(&character_encoding::decode(&bytes, &content_type, language));
    let metadata = tokio::task::spawn_blocking(read).await.map_err(|_| UnreadReason::NotAPage)?;
    match metadata.title.is_empty() {
        true => Err(UnreadReason::Untitled),
        false => Ok(Destination::Page(metadata)),
    }
}

async fn read_title(mut response: Response) -> Result<String, UnreadReason> {
    let kind = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.to_ascii_lowercase().starts_with("application/json") {
        return Err(UnreadReason::NotAPage);
    }
    let mut bytes: Vec<u8> = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(explain)? {
        if bytes.len() + chunk.len() > MOST {
            return Err(UnreadReason::NotAPage);
        }
        bytes.extend_from_slice(&chunk);
    }
    let title = oembed::read(&bytes).ok_or(UnreadReason::NotAPage)?;
    if title.is_empty() { Err(UnreadReason::Untitled) } else { Ok(title) }
}

/// Reads a page up to the end of its head, but not more than [`MOST`].
async fn read_head(mut response: Response) -> Result<Vec<u8>, UnreadReason> {
    let mut bytes: Vec<u8> = Vec::new();
    while bytes.len() < MOST
        && let Some(chunk) = response.chunk().await.map_err(explain)?
    {
        let searched = bytes.len().saturating_sub(HEAD_END.len());
        bytes.extend_from_slice(&chunk[..chunk.len().min(MOST - bytes.len())]);
        if bytes[searched..].windows(HEAD_END.len()).any(|part| part.eq_ignore_ascii_case(HEAD_END)) {
            break;
        }
    }
    Ok(bytes)
}

/// Returns the reason of a failed request.
pub fn explain(error: reqwest::Error) -> UnreadReason {
    let mut cause: Option<&(dyn Error + 'static)> = Some(&error);
    while let Some(known) = cause {
        if known.is::<OutOfReach>() {
            return UnreadReason::NotPublic;
        }
        cause = known.source();
    }
    if error.is_timeout() { UnreadReason::TooSlow } else { UnreadReason::Unreachable }
}
