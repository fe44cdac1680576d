//! Titles of embeds: what the writer gave, what an address says, and where a site tells them.

use percent_encoding::{NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use url::Url;

use super::{Embed, EmbedProvider};

/// Returns the title in the text of a link to `address`. `None` if the text is only the address, or the label that is
/// made of one (`text::body::label_of_page`).
pub(super) fn given_title<'a>(address: &str, text: &'a str) -> Option<&'a str> {
    let host = Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let title = match text.strip_prefix(host).filter(|_| !host.is_empty()) {
        Some("") => return None,
        Some(rest) => rest.strip_prefix(" — ").unwrap_or(text),
        None => text,
    };
    let is_address = title.starts_with(['/', '?']) || title.starts_with("https://") || title.starts_with("http://");
    (!title.is_empty() && !is_address && title != address).then_some(title)
}

/// Returns the name of the place that an address of a map contains. Coordinates are none.
pub fn place_of(address: &str) -> Option<String> {
    let embed = Embed::of(address).filter(|embed| embed.provider == EmbedProvider::GoogleMaps)?;
    let query = embed.frame.split_once("/maps?q=")?.1.split('&').next()?;
    let name = percent_decode_str(query).decode_utf8().ok()?.trim().to_owned();
    name.contains(char::is_alphabetic).then_some(name)
}

/// Returns the address at which a site tells the title of a page with a player, by oEmbed (<https://oembed.com>). `None`
/// if it does so only to those it knows.
pub fn title_source(provider: EmbedProvider, page: &str) -> Option<String> {
    let source = match provider {
        EmbedProvider::YouTube => "https://www.youtube.com/oembed?format=json&url=",
        EmbedProvider::Vimeo => "https://vimeo.com/api/oembed.json?url=",
        EmbedProvider::TikTok => "https://www.tiktok.com/oembed?url=",
        EmbedProvider::SoundCloud => "https://soundcloud.com/oembed?format=json&url=",
        EmbedProvider::Spotify => "https://open.spotify.com/oembed?url=",
        EmbedProvider::Facebook
        | EmbedProvider::X
        | EmbedProvider::Instagram
        | EmbedProvider::GoogleMaps
        | EmbedProvider::OpenStreetMap => return None,
    };
    Some(format!("{source}{}", utf8_percent_encode(page, NON_ALPHANUMERIC)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::body::label_of_page;

    #[test]
    fn labels_of_addresses_are_no_titles() {
        for address in
            ["https://www.youtube.com/watch?v=a", "https://www.openstreetmap.org/?mlat=1&mlon=2", "https://x.com/"]
        {
            assert_eq!(given_title(address, &label_of_page(address)), None);
            assert_eq!(given_title(address, address), None);
        }
        let video = "https://www.youtube.com/watch?v=a";
        assert_eq!(given_title(video, "youtube.com — Cầu"), Some("Cầu"));
        assert_eq!(given_title(video, "Cầu"), Some("Cầu"));
        assert_eq!(given_title(video, "https://youtu.be/a"), None);
        assert_eq!(given_title(video, ""), None);
    }

    #[test]
    fn maps_are_called_by_their_place() {
        let map = "https://www.google.com/maps/place/Ch%E1%BB%A3+B%E1%BA%BFn+Th%C3%A0nh/@10.7,106.6,17z";
        assert_eq!(place_of(map).as_deref(), Some("Chợ Bến Thành"));
        assert_eq!(place_of("https://www.google.com/maps/@10.6,106.4,17z"), None);
        assert_eq!(place_of("https://youtu.be/maps"), None);
    }
}
