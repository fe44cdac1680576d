//! Content of other sites that posts can show: from the address of a page to the address of its player.
//!
//! The address of a player is built anew from the parts that identify the content, so nothing else of what was typed
//! reaches it. No site is asked for anything: what an address does not say is not known.

mod address;
mod figure;
mod map;
mod title;

pub use figure::{EmbedFigures, complete};
pub use title::{place_of, title_source};

use url::Url;

use crate::model::embed::EmbedKind;

/// Maximum length of an address, in bytes. Addresses of maps are the longest.
const LONGEST: usize = 2000;

/// A site with a player.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedProvider {
    YouTube,
    Vimeo,
    TikTok,
    Facebook,
    X,
    Instagram,
    SoundCloud,
    Spotify,
    GoogleMaps,
    OpenStreetMap,
}

impl EmbedProvider {
    /// Returns the name that readers know.
    pub fn name(self) -> &'static str {
        match self {
            EmbedProvider::YouTube => "YouTube",
            EmbedProvider::Vimeo => "Vimeo",
            EmbedProvider::TikTok => "TikTok",
            EmbedProvider::Facebook => "Facebook",
            EmbedProvider::X => "X",
            EmbedProvider::Instagram => "Instagram",
            EmbedProvider::SoundCloud => "SoundCloud",
            EmbedProvider::Spotify => "Spotify",
            EmbedProvider::GoogleMaps => "Google Maps",
            EmbedProvider::OpenStreetMap => "OpenStreetMap",
        }
    }

    /// Returns the origin of its player, for `frame-src`. YouTube's is the one that sets no cookies before playing.
    pub fn origin(self) -> &'static str {
        match self {
            EmbedProvider::YouTube => "https://www.youtube-nocookie.com",
            EmbedProvider::Vimeo => "https://player.vimeo.com",
            EmbedProvider::TikTok => "https://www.tiktok.com",
            EmbedProvider::Facebook => "https://www.facebook.com",
            EmbedProvider::X => "https://platform.twitter.com",
            EmbedProvider::Instagram => "https://www.instagram.com",
            EmbedProvider::SoundCloud => "https://w.soundcloud.com",
            EmbedProvider::Spotify => "https://open.spotify.com",
            EmbedProvider::GoogleMaps => "https://www.google.com",
            EmbedProvider::OpenStreetMap => "https://www.openstreetmap.org",
        }
    }
}

/// The form of a player, so that its space is reserved before it is loaded (style/embed.css).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EmbedShape {
    Video,
    /// A film for phones held upright.
    Portrait,
    Audio,
    /// A post of a social network, whose height is not known.
    Post,
    Map,
}

impl EmbedShape {
    /// Returns the class in the style sheet.
    pub fn class(self) -> &'static str {
        match self {
            EmbedShape::Video => "embed-video",
            EmbedShape::Portrait => "embed-portrait",
            EmbedShape::Audio => "embed-audio",
            EmbedShape::Post => "embed-post",
            EmbedShape::Map => "embed-map",
        }
    }

    /// Returns what it is to readers.
    pub fn kind(self) -> EmbedKind {
        match self {
            EmbedShape::Video | EmbedShape::Portrait => EmbedKind::Video,
            EmbedShape::Audio => EmbedKind::Audio,
            EmbedShape::Post => EmbedKind::Post,
            EmbedShape::Map => EmbedKind::Map,
        }
    }
}

/// A player of another site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    pub provider: EmbedProvider,
    pub shape: EmbedShape,
    /// The address of the player, at the provider's origin.
    pub frame: String,
}

impl Embed {
    /// Returns the player for the address of a page, or of a player. `None` if the site has none for it, or is unknown.
    pub fn of(address: &str) -> Option<Embed> {
        let address = address.trim();
        if address.len() > LONGEST {
            return None;
        }
        let url = match address.strip_prefix("//") {
            Some(rest) => Url::parse(&format!("https://{rest}")),
            None => Url::parse(address),
        };
        let url = url.ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        let (provider, shape, path) = address::find(&url)?;
        Some(Embed { provider, shape, frame: format!("{}{path}", provider.origin()) })
    }
}

/// Returns whether an address is the short form of one that may have a player. Only its site knows where it leads.
pub fn is_short(address: &str) -> bool {
    let Ok(url) = Url::parse(address.trim()) else { return false };
    let path = url.path();
    match url.host_str().map(|host| host.strip_prefix("www.").unwrap_or(host)) {
        Some("maps.app.goo.gl" | "fb.watch" | "vm.tiktok.com" | "vt.tiktok.com") => true,
        Some("spotify.link" | "on.soundcloud.com") => true,
        Some("goo.gl") => path.starts_with("/maps/"),
        Some("tiktok.com") => path.starts_with("/t/"),
        Some("facebook.com") => path.starts_with("/share/"),
        _ => false,
    }
}

/// Returns a decoded query parameter.
fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
