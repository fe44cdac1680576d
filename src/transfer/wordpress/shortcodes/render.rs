//! Renders the shortcodes of WordPress and its common plugins as HTML.

use html_escape::{decode_html_entities, encode_text};

use super::attributes::ShortcodeAttributes;
use super::{builders, galleries};
use crate::transfer::report::ImportReport;
use crate::transfer::wordpress::content_context::ContentLocation;
use crate::transfer::wordpress::embeds;
use crate::transfer::wordpress::players::{Player, PlayerKind};

const CODE: &[&str] = &["code", "sourcecode", "source"];
/// `[php]…[/php]` and others, as used by syntax highlighters.
const LANGUAGES: &[&str] = &[
    "php",
    "css",
    "html",
    "xml",
    "js",
    "javascript",
    "java",
    "python",
    "ruby",
    "sql",
    "bash",
    "shell",
    "cpp",
    "csharp",
];
const EMBEDS: &[&str] = &[
    "embed",
    "youtube",
    "vimeo",
    "dailymotion",
    "soundcloud",
    "instagram",
    "tweet",
    "facebook",
    "tiktok",
    "spotify",
    "slideshare",
    "scribd",
    "gist",
    "ted",
    "twitch",
    "googlemaps",
    "wpvideo",
    "videopress",
];

/// Returns whether the content of a shortcode is program code.
pub fn is_code(name: &str) -> bool {
    CODE.contains(&name) || LANGUAGES.contains(&name)
}

/// Returns whether a shortcode of this name is always one, even without attributes or closing tag.
pub fn is_known(name: &str) -> bool {
    let media = ["caption", "wp_caption", "gallery", "audio", "video", "playlist"];
    media.contains(&name) || EMBEDS.contains(&name) || builders::is_known(name)
}

/// Returns whether a shortcode lists files by ID, or all files of the entry.
pub fn is_list(name: &str) -> bool {
    ["gallery", "playlist"].contains(&name) || builders::is_list(name)
}

/// Renders a shortcode, or returns `None` if it is unknown. `inside` is rendered HTML.
pub fn known(
    name: &str,
    attributes: &ShortcodeAttributes,
    inside: &str,
    place: ContentLocation,
    report: &mut ImportReport,
) -> Option<String> {
    Some(match name {
        "caption" | "wp_caption" => caption(attributes, inside),
        "gallery" => galleries::gallery(attributes, place, report),
        "playlist" => galleries::playlist(attributes, place, report),
        "audio" => player(PlayerKind::Audio, attributes, inside),
        "video" => player(PlayerKind::Video, attributes, inside),
        name if EMBEDS.contains(&name) => embed(name, attributes, inside)?,
        name => return builders::render(name, attributes, inside, place, report),
    })
}

/// Renders a caption. Its text is in an attribute, or follows the picture.
fn caption(attributes: &ShortcodeAttributes, inside: &str) -> String {
    let (picture, rest) = split_picture(inside);
    let text = match attributes.get("caption") {
        Some(text) if !text.is_empty() => text,
        _ => rest.trim(),
    };
    let class = match attributes.get("align") {
        Some("alignleft" | "left") => " class=\"alignleft\"",
        Some("alignright" | "right") => " class=\"alignright\"",
        Some("aligncenter" | "center") => " class=\"aligncenter\"",
        _ => "",
    };
    let text = if text.is_empty() { String::new() } else { format!("<figcaption>{text}</figcaption>") };
    format!("\n\n<figure{class}>{}{text}</figure>\n\n", picture.trim())
}

/// Splits off the picture with the link around it.
fn split_picture(inside: &str) -> (&str, &str) {
    let Some(begin) = inside.find("<img") else { return ("", inside) };
    let Some(length) = inside[begin..].find('>') else { return ("", inside) };
    let mut end = begin + length + 1;
    if inside[..begin].contains("<a ")
        && let Some(close) = inside[end..].find("</a>")
    {
        end += close + "</a>".len();
    }
    inside.split_at(end)
}

fn player(kind: PlayerKind, attributes: &ShortcodeAttributes, inside: &str) -> String {
    // The oldest form is `[audio address|titles=…]`.
    let bare = attributes.first_bare().map(|value| value.split('|').next().unwrap_or_default());
    let named = attributes.any(&kind.attributes().collect::<Vec<_>>());
    let Some(address) = named.or(bare).or(attributes.address()).filter(|address| !address.is_empty()) else {
        return inside.to_owned();
    };
    let address = decode_html_entities(address);
    let sites = ["youtube.com", "youtu.be", "vimeo.com"];
    if kind == PlayerKind::Video && sites.iter().any(|site| address.contains(site)) {
        return embeds::link(&address, "");
    }
    let poster = decode_html_entities(attributes.any(&["poster"]).unwrap_or_default());
    Player { kind, address: &address, poster: &poster, inside, caption: "" }.render()
}

fn embed(name: &str, attributes: &ShortcodeAttributes, inside: &str) -> Option<String> {
    let inside = inside.trim();
    let address = if embeds::is_bare_address(inside) { Some(inside) } else { attributes.address() };
    if let Some(address) = address {
        return Some(embeds::link(address, ""));
    }
    let id = attributes.any(&["id"]).or(attributes.first_bare())?;
    let is_id = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    match name {
        "youtube" if is_id => Some(embeds::link(&format!("https://www.youtube.com/watch?v={id}"), "")),
        "vimeo" if is_id => Some(embeds::link(&format!("https://vimeo.com/{id}"), "")),
        "wpvideo" | "videopress" if is_id => Some(embeds::link(&format!("https://videopress.com/v/{id}"), "")),
        _ => None,
    }
}

/// Renders a code block.
pub fn code(name: &str, attributes: &ShortcodeAttributes, inside: &str) -> String {
    let stated = attributes.any(&["lang", "language"]);
    let language = stated.or(Some(name).filter(|name| LANGUAGES.contains(name))).unwrap_or_default();
    let is_plain = language.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+#-".contains(&byte));
    let class = match language {
        "" => String::new(),
        language if is_plain => format!(" class=\"language-{}\"", language.to_ascii_lowercase()),
        _ => String::new(),
    };
    // Depending on its version, the editor stored `<` as `&lt;` or unescaped.
    let text = decode_html_entities(inside.trim_matches('\n'));
    format!("\n\n<pre><code{class}>{}</code></pre>\n\n", encode_text(&text))
}
