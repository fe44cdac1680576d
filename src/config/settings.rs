use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use ipnet::IpNet;
use serde::Deserialize;

use super::database_url::{DatabaseUrl, database_url, database_urls};
use super::https_settings::HttpsSettings;
use super::identity_settings::IdentitySettings;
use super::layers::Layers;
use super::mail_settings::{MailPassword, MailSettings};
use super::origin::origin;
use super::storage_settings::{StorageKeys, StorageSettings};
use super::verification_code::verification_code;
use crate::model::admin::media::{MAX_FILE_BYTES, UploadLimits};
use crate::model::admin::post::BodyFormat;
use crate::model::language::Language;

/// All settings. Leptos.toml documents each key.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    pub site: SiteSettings,
    pub identity: IdentitySettings,
    pub comments: CommentSettings,
    pub media: MediaSettings,
    pub server: ServerSettings,
    pub https: HttpsSettings,
    pub database: DatabaseSettings,
    pub storage: StorageSettings,
    /// The keys of the storage, from the environment.
    #[serde(skip)]
    pub storage_keys: Option<StorageKeys>,
    pub mail: MailSettings,
    /// The password of the mail server, from the environment or the database.
    #[serde(skip)]
    pub mail_password: Option<MailPassword>,
    /// The values of file and environment, without stored values.
    #[serde(skip)]
    pub(super) layers: Arc<Layers>,
    /// The stored values in effect, by dotted name.
    #[serde(skip)]
    pub(super) stored: Arc<BTreeMap<String, String>>,
}

/// The section `[site]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteSettings {
    pub title: String,
    pub tagline: String,
    pub language: Language,
    #[serde(deserialize_with = "time_zone")]
    pub time_zone: jiff::tz::TimeZone,
    #[serde(deserialize_with = "origin")]
    pub address: String,
    #[serde(deserialize_with = "page_size")]
    pub posts_per_page: u32,
    pub latest_posts: u32,
    #[serde(deserialize_with = "body_format")]
    pub body_format: BodyFormat,
    pub link_previews: LinkPreviewPolicy,
    pub promotion: String,
    #[serde(deserialize_with = "web_address")]
    pub hub: String,
    pub robots: String,
    pub ai_crawlers: AiCrawlerPolicy,
    #[serde(deserialize_with = "verification_code")]
    pub google_verification: String,
    #[serde(deserialize_with = "verification_code")]
    pub bing_verification: String,
    #[serde(deserialize_with = "verification_code")]
    pub facebook_verification: String,
    #[serde(deserialize_with = "verification_code")]
    pub zalo_verification: String,
}

/// Whether the server reads pages of other sites for link cards and short addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkPreviewPolicy {
    Off,
    /// When a user who writes asks for it.
    On,
}

/// Whether robots.txt asks crawlers that collect texts for AI to stay away.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AiCrawlerPolicy {
    Allow,
    Refuse,
}

/// The section `[comments]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommentSettings {
    pub moderation: Moderation,
    pub close_after_days: u32,
    pub links: usize,
    #[serde(deserialize_with = "percentage")]
    pub spam_threshold: u8,
    pub burst: std::num::NonZeroU32,
    pub minutes_per_comment: std::num::NonZeroU32,
    pub keep_addresses_days: u32,
    pub seconds_to_write: u32,
    pub websites: WebsitePolicy,
}

/// The section `[media]`.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MediaSettings {
    pub audio_megabytes: u32,
    pub video_megabytes: u32,
    pub document_megabytes: u32,
}

impl MediaSettings {
    /// Returns the maximum sizes of uploaded files.
    pub fn upload_limits(self) -> UploadLimits {
        let bytes = |megabytes: u32| u64::from(megabytes) * 1_000_000;
        UploadLimits {
            picture: MAX_FILE_BYTES,
            audio: bytes(self.audio_megabytes),
            video: bytes(self.video_megabytes),
            document: bytes(self.document_megabytes),
        }
    }
}

/// Whether readers see the websites that commenters have named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum WebsitePolicy {
    Off,
    On,
}

/// Whose comments are held for moderation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Moderation {
    Everyone,
    /// Authors of whom no comment from the same browser has been published yet.
    FirstTime,
    Nobody,
}

/// The section `[server]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ServerSettings {
    pub listen: SocketAddr,
    pub trusted_proxies: Vec<IpNet>,
    pub forwarding_header: ForwardingHeader,
    pub page_cache_megabytes: usize,
    pub media_cache_megabytes: usize,
    pub strict_transport_days: u32,
    pub connections: std::num::NonZeroU32,
    pub connections_per_address: u32,
    pub idle_seconds: std::num::NonZeroU32,
    pub stalled_seconds: std::num::NonZeroU32,
    #[serde(deserialize_with = "body_megabytes")]
    pub body_megabytes: u32,
    pub reads_per_second: u32,
    pub writes_per_second: u32,
    #[serde(deserialize_with = "address_or_none")]
    pub metrics: Option<SocketAddr>,
    pub log_requests: LoggedRequests,
    pub log_addresses: LoggedAddresses,
}

/// The header in which trusted proxies report the client's address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ForwardingHeader {
    /// `X-Forwarded-For` and `X-Forwarded-Proto`.
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

/// Which requests are logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LoggedRequests {
    /// Those that failed with a server error.
    Failed,
    All,
}

/// How much of a client's IP address is logged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LoggedAddresses {
    None,
    /// The network prefix: /24 of IPv4, /48 of IPv6.
    Networks,
    Full,
}

/// The section `[database]`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DatabaseSettings {
    /// Used unless there is a `url`.
    pub file: PathBuf,
    /// The PostgreSQL database to use instead of a file.
    #[serde(deserialize_with = "database_url")]
    pub url: Option<DatabaseUrl>,
    /// Standbys of the PostgreSQL database that answer readers of pages.
    #[serde(deserialize_with = "database_urls")]
    pub replicas: Vec<DatabaseUrl>,
    /// Maximum number of connections for reading, to each PostgreSQL server.
    pub connections: u32,
    /// How long (s) kept pages are shown while the PostgreSQL database does not answer.
    pub longest_outage: u32,
    pub durability: Durability,
}

impl DatabaseSettings {
    /// Describes where the database is, without a password.
    pub fn place(&self) -> String {
        self.url.as_ref().map_or_else(|| self.file.display().to_string(), ToString::to_string)
    }
}

/// Which commits a power loss may undo. A crash of the process alone loses nothing in either mode.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Durability {
    Normal,
    Full,
}

fn time_zone<'de, D: serde::Deserializer<'de>>(from: D) -> Result<jiff::tz::TimeZone, D::Error> {
    let name = String::deserialize(from)?;
    jiff::tz::TimeZone::get(&name)
        .map_err(|_| serde::de::Error::custom(format!("{name:?} is not a time zone of the IANA database")))
}

fn address_or_none<'de, D: serde::Deserializer<'de>>(from: D) -> Result<Option<SocketAddr>, D::Error> {
    let address = String::deserialize(from)?;
    if address.is_empty() {
        return Ok(None);
    }
    let address = address.parse().map(Some);
    address.map_err(|_| serde::de::Error::custom("this is not an address with a port, such as 127.0.0.1:9100"))
}

fn web_address<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let address = String::deserialize(from)?;
    match url::Url::parse(&address) {
        Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(address),
        _ if address.is_empty() => Ok(address),
        _ => Err(serde::de::Error::custom(format!("{address:?} is not a web address"))),
    }
}

fn percentage<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u8, D::Error> {
    let number = u8::deserialize(from)?;
    match number {
        0..=100 => Ok(number),
        _ => Err(serde::de::Error::custom(format!("{number} is not between 0 and 100"))),
    }
}

/// Deserializes `body_megabytes`. A smaller limit would reject pictures of the maximum size.
fn body_megabytes<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let size = u32::deserialize(from)?;
    match size {
        64.. => Ok(size),
        _ => Err(serde::de::Error::custom(format!("{size} is less than 64"))),
    }
}

fn body_format<'de, D: serde::Deserializer<'de>>(from: D) -> Result<BodyFormat, D::Error> {
    let name = String::deserialize(from)?;
    BodyFormat::from_name(&name)
        .ok_or_else(|| serde::de::Error::custom(format!("{name:?} is neither \"visual\" nor \"markdown\"")))
}

fn page_size<'de, D: serde::Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    let size = u32::deserialize(from)?;
    match size {
        1..=100 => Ok(size),
        _ => Err(serde::de::Error::custom(format!("{size} is not between 1 and 100"))),
    }
}
