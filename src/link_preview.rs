//! What pages of other sites say about themselves, for link cards, and where short addresses lead; files of other sites,
//! for imports.
//!
//! The addresses come from people who write, so a request must not reach what only this machine can reach: services in
//! its network, or the metadata of its cloud provider. Names are resolved by [`Reach`], which the connection is made
//! with, so that no name can lead elsewhere between check and connection; each redirect is checked anew. Time, bytes,
//! redirects and requests at once are limited. Proxies of the environment are not used, since they would resolve names.

mod character_encoding;
mod fetch;
mod file_reader;
mod oembed;
mod page_metadata;
mod reach;

#[cfg(test)]
mod tests;

use std::sync::OnceLock;
use std::time::Duration;

use reqwest::Client;
use tokio::sync::Semaphore;
use tokio::time::timeout;
use url::Url;

use crate::model::admin::link_target::UnreadReason;
use crate::model::language::Language;

pub use file_reader::{FetchError, FileReader};
pub use page_metadata::PageMetadata;
pub use reach::Reach;

/// How long a preview may take, with all redirects and waiting for its turn.
const LONGEST: Duration = Duration::from_secs(10);
/// How many pages are read at once.
const AT_ONCE: usize = 4;

/// Where an address leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Destination {
    /// An address that the caller knows. It was not requested.
    Known(Url),
    /// A page.
    Page(PageMetadata),
}

/// Reads pages of other sites.
#[derive(Debug)]
pub struct LinkPreviews {
    reach: Reach,
    longest: Duration,
    /// Created when it is needed, since it reads the system's certificates.
    client: OnceLock<Option<Client>>,
    turns: Semaphore,
}

impl Default for LinkPreviews {
    fn default() -> LinkPreviews {
        LinkPreviews::new(Reach::Public, LONGEST)
    }
}

impl LinkPreviews {
    /// Creates a reader. Only tests have another reach or duration than the default.
    pub fn new(reach: Reach, longest: Duration) -> LinkPreviews {
        LinkPreviews { reach, longest, client: OnceLock::new(), turns: Semaphore::new(AT_ONCE) }
    }

    /// Follows an address to a page that can be introduced, or to an address for which `is_known` returns true. Pages
    /// are asked for `language`.
    ///
    /// # Errors
    /// The reason why nothing is known.
    pub async fn follow(
        &self,
        address: &str,
        language: Language,
        is_known: impl Fn(&Url) -> bool,
    ) -> Result<Destination, UnreadReason> {
        self.ask(address, async |client, url| fetch::follow(client, self.reach, url, language, is_known).await).await
    }

    /// Asks for the title of something that has a player, at the `address` of its site for oEmbed.
    ///
    /// # Errors
    /// The reason why it is not known.
    pub async fn title(&self, address: &str, language: Language) -> Result<String, UnreadReason> {
        self.ask(address, async |client, url| fetch::title(client, self.reach, url, language).await).await
    }

    async fn ask<T>(
        &self,
        address: &str,
        ask: impl AsyncFnOnce(&Client, Url) -> Result<T, UnreadReason>,
    ) -> Result<T, UnreadReason> {
        let url = Url::parse(address).map_err(|_| UnreadReason::NotPublic)?;
        let client = self.client.get_or_init(|| fetch::client(self.reach)).as_ref().ok_or(UnreadReason::Unreachable)?;
        let asked = async {
            let _turn = self.turns.acquire().await;
            ask(client, url).await
        };
        timeout(self.longest, asked).await.unwrap_or(Err(UnreadReason::TooSlow))
    }
}
