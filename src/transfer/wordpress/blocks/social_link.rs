//! Links to profiles at other sites, of which blocks store only the service and the address.

use html_escape::{encode_double_quoted_attribute as quote, encode_text};
use serde_json::Value;

/// Names of services that are not written as their key with a capital letter.
const NAMES: &[(&str, &str)] = &[
    ("500px", "500px"),
    ("amazon", "Amazon"),
    ("bluesky", "Bluesky"),
    ("codepen", "CodePen"),
    ("deviantart", "DeviantArt"),
    ("facebook", "Facebook"),
    ("feed", "RSS"),
    ("github", "GitHub"),
    ("goodreads", "Goodreads"),
    ("gravatar", "Gravatar"),
    ("instagram", "Instagram"),
    ("lastfm", "Last.fm"),
    ("linkedin", "LinkedIn"),
    ("mail", "Email"),
    ("mastodon", "Mastodon"),
    ("medium", "Medium"),
    ("patreon", "Patreon"),
    ("pinterest", "Pinterest"),
    ("reddit", "Reddit"),
    ("soundcloud", "SoundCloud"),
    ("spotify", "Spotify"),
    ("telegram", "Telegram"),
    ("threads", "Threads"),
    ("tiktok", "TikTok"),
    ("tumblr", "Tumblr"),
    ("twitch", "Twitch"),
    ("twitter", "Twitter"),
    ("vimeo", "Vimeo"),
    ("vk", "VK"),
    ("whatsapp", "WhatsApp"),
    ("wordpress", "WordPress"),
    ("x", "X"),
    ("yelp", "Yelp"),
    ("youtube", "YouTube"),
    ("zalo", "Zalo"),
];

/// Returns an item with the link, or `None` if there is no address: WordPress does not show such a block.
pub fn render(attributes: &Value) -> Option<String> {
    let text = |name: &str| attributes[name].as_str().map(str::trim).unwrap_or_default();
    let address = complete(text("url"))?;
    let service = text("service");
    let label = match text("label") {
        "" => name(service).map_or_else(|| host(&address).to_owned(), str::to_owned),
        label => label.to_owned(),
    };
    Some(format!("<li><a href=\"{}\">{}</a></li>", quote(&address), encode_text(&label)))
}

/// Returns the name of the service that a web address belongs to, or else its host.
pub fn name_of_page(address: &str) -> String {
    let host = host(address);
    let domain = host.rsplit_once('.').map_or(host, |(rest, _)| rest.rsplit('.').next().unwrap_or(rest));
    let known = match domain {
        "t" => Some("Telegram"),
        "youtu" => Some("YouTube"),
        "fb" => Some("Facebook"),
        domain => name(domain),
    };
    known.unwrap_or(host).to_owned()
}

fn name(service: &str) -> Option<&'static str> {
    NAMES.iter().find(|(key, _)| *key == service).map(|(_, name)| *name)
}

/// Completes an address as WordPress does.
fn complete(address: &str) -> Option<String> {
    match address {
        "" | "#" => None,
        mail if mail.contains('@') && !mail.contains(['/', ':', ' ']) => Some(format!("mailto:{mail}")),
        whole if whole.contains(':') || whole.starts_with(['/', '#']) => Some(whole.to_owned()),
        bare => Some(format!("https://{bare}")),
    }
}

fn host(address: &str) -> &str {
    let (_, rest) = address.split_once("//").or_else(|| address.split_once(':')).unwrap_or(("", address));
    let host = rest.split(['/', '?', '#']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn profiles_keep_address_and_name() {
        let link = |attributes: Value| render(&attributes).unwrap_or_default();
        let of = |href: &str, text: &str| format!("<li><a href=\"{href}\">{text}</a></li>");
        assert_eq!(
            link(json!({ "url": "https://www.facebook.com/a", "service": "facebook" })),
            of("https://www.facebook.com/a", "Facebook")
        );
        assert_eq!(link(json!({ "url": "a@b.example", "service": "mail" })), of("mailto:a@b.example", "Email"));
        assert_eq!(link(json!({ "url": "c.example/d", "label": "<Xem>" })), of("https://c.example/d", "&lt;Xem&gt;"));
        assert_eq!(
            link(json!({ "url": "https://www.e.example/f", "service": "chain" })),
            of("https://www.e.example/f", "e.example")
        );
        for odd in [json!({}), json!({ "url": "" }), json!({ "url": 7, "service": "x" }), json!(null)] {
            assert_eq!(render(&odd), None, "{odd}");
        }
    }

    #[test]
    fn pages_are_named_after_their_service() {
        assert_eq!(name_of_page("https://m.facebook.com/a"), "Facebook");
        assert_eq!(name_of_page("//youtu.be/a"), "YouTube");
        assert_eq!(name_of_page("https://www.a.example?x"), "a.example");
        assert_eq!(name_of_page("mailto:a@b.example"), "a@b.example");
    }
}
