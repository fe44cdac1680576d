//! URLs of players, and of the pages with the same content.

use percent_encoding::percent_decode_str;

use crate::text::embed::Embed;
use crate::text::{excerpt, sanitizer};

/// Hosts of which any page is marked, whether it has a player or not.
const KNOWN: &[&str] = &[
    "youtube.com",
    "youtu.be",
    "vimeo.com",
    "x.com",
    "twitter.com",
    "facebook.com",
    "fb.watch",
    "tiktok.com",
    "instagram.com",
];

/// Maximum length of a label, in characters.
const LONGEST_LABEL: usize = 60;

/// Returns whether this is just a URL on a known host, or one with a player.
pub fn is_known(address: &str) -> bool {
    let host = host(address);
    let is_at = |known: &str| host.strip_suffix(known).is_some_and(|sub| sub.is_empty() || sub.ends_with('.'));
    !address.contains(char::is_whitespace) && (KNOWN.iter().any(|known| is_at(known)) || Embed::of(address).is_some())
}

/// Returns the URL of the page with the content of the player at `address`, or `None` if that is not a web URL.
pub fn page_of_player(address: &str) -> Option<String> {
    let address = address.trim();
    if !sanitizer::is_web_address(address)
        || host(address).is_empty()
        || address.contains(|c: char| c.is_whitespace() || c.is_control())
    {
        return None;
    }
    let (path, query) = path(address).split_once('?').unwrap_or((path(address), ""));
    let page = match host(address).as_str() {
        "youtube.com" | "youtube-nocookie.com" => {
            let id = path.strip_prefix("/embed/").or_else(|| path.strip_prefix("/v/"));
            id.map(|id| match parameter(query, "list") {
                Some(list) if id == "videoseries" => {
                    format!("https://www.youtube.com/playlist?list={list}")
                }
                _ => format!("https://www.youtube.com/watch?v={}", name(id)),
            })
        }
        "player.vimeo.com" => path.strip_prefix("/video/").map(|id| format!("https://vimeo.com/{}", name(id))),
        "facebook.com" => path.starts_with("/plugins/").then(|| parameter(query, "href")).flatten(),
        "dailymotion.com" => {
            path.strip_prefix("/embed/video/").map(|id| format!("https://www.dailymotion.com/video/{}", name(id)))
        }
        "w.soundcloud.com" => parameter(query, "url"),
        "open.spotify.com" => path.strip_prefix("/embed").map(|rest| format!("https://open.spotify.com{rest}")),
        _ => None,
    };
    Some(page.filter(|page| sanitizer::is_web_address(page)).unwrap_or_else(|| absolute(address)))
}

/// Returns the host and path as a label: `vimeo.com — /22439234`.
pub fn label_of_page(address: &str) -> String {
    let host = host(address);
    match path(address).trim_end_matches('/') {
        "" => host,
        path => excerpt::cut(&format!("{host} — {}", percent_decode_str(path).decode_utf8_lossy()), LONGEST_LABEL),
    }
}

/// Returns the label of a player with a title, unless it is YouTube's default title.
pub fn titled(address: &str, title: &str) -> Option<String> {
    let title = title.trim();
    (!title.is_empty() && title != "YouTube video player")
        .then(|| excerpt::cut(&format!("{} — {title}", host(address)), LONGEST_LABEL * 2))
}

/// Returns the host in lower case, without `www.`, user name and port.
fn host(address: &str) -> String {
    let rest = address.split_once("//").map_or("", |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default().split(':').next().unwrap_or_default();
    let host = host.to_ascii_lowercase();
    host.strip_prefix("www.").map(str::to_owned).unwrap_or(host)
}

/// Returns the path and query.
fn path(address: &str) -> &str {
    let rest = address.split_once("//").map_or("", |(_, rest)| rest);
    let rest = rest.split('#').next().unwrap_or_default();
    rest.find(['/', '?']).map_or("", |at| &rest[at..])
}

/// Returns a decoded query parameter.
fn parameter(query: &str, name: &str) -> Option<String> {
    let value = query.split('&').find_map(|pair| pair.split_once('=').filter(|(key, _)| *key == name))?.1;
    Some(percent_decode_str(value).decode_utf8().ok()?.into_owned())
}

/// Returns the first part of a path, up to a character that is not part of an ID.
fn name(path: &str) -> &str {
    let end = path.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))).unwrap_or(path.len());
    &path[..end]
}

fn absolute(address: &str) -> String {
    if address.starts_with("//") { format!("https:{address}") } else { address.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn players_that_lead_to_no_page_lead_to_themselves() {
        let of = |href: &str| page_of_player(&format!("https://www.facebook.com/plugins/video.php?href={href}"));
        assert_eq!(of("https%3A%2F%2Ffb.watch%2Fa").as_deref(), Some("https://fb.watch/a"));
        let own = "https://www.facebook.com/plugins/video.php?href=javascript:alert(1)";
        assert_eq!(of("javascript:alert(1)").as_deref(), Some(own));
    }
}
