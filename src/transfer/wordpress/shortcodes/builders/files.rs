//! Builders' shortcodes for videos, other files, and HTML as it is.

use html_escape::{encode_double_quoted_attribute as quote, encode_text};
use percent_encoding::percent_decode_str;

use super::ShortcodeAttributes;
use super::block;
use super::values::{linked, target, text};
use crate::transfer::report::ImportReport;
use crate::transfer::wordpress::embeds;
use crate::transfer::wordpress::players::{Player, PlayerKind};

/// Renders a player of a file, or a link to it.
pub fn file(attributes: &ShortcodeAttributes) -> Option<String> {
    let address = target(attributes.any(&["audio", "mp3", "url", "src", "file"])?)?;
    let caption = text(attributes, &["title", "caption"]).unwrap_or_default();
    if let Some(kind) = PlayerKind::of(&address) {
        return Some(Player { kind, address: &address, poster: "", inside: "", caption: &caption }.render());
    }
    let name = address.rsplit('/').next().unwrap_or(&address);
    let label = if caption.is_empty() { encode_text(name).into_owned() } else { caption };
    Some(format!("\n\n<p class=\"file\">{}</p>\n\n", linked(label, Some(&address))))
}

/// Renders a video of a file or of another site.
pub fn video(name: &str, attributes: &ShortcodeAttributes, inside: &str) -> Option<String> {
    let stated = attributes.any(&["url", "link", "src", "video_url", "video", "mp4", "id"]);
    let address = stated.or_else(|| Some(inside.trim()).filter(|inside| embeds::is_bare_address(inside)))?;
    let address = target(address)?;
    let is_id = address.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    Some(match address.as_str() {
        id if is_id && name.contains("youtube") => embeds::link(&format!("https://www.youtube.com/watch?v={id}"), ""),
        id if is_id && name.contains("vimeo") => embeds::link(&format!("https://vimeo.com/{id}"), ""),
        _ if is_id => return None,
        file if [".mp4", ".webm", ".m4v", ".mov", ".ogv"].iter().any(|end| file.ends_with(end)) => {
            format!("\n\n<figure><video controls src=\"{}\"></video></figure>\n\n", quote(file))
        }
        page => embeds::link(page, ""),
    })
}

/// Decodes HTML that is kept in Base64, and percent-encoded in it. The sanitizer removes what is program text.
pub fn raw_html(name: &str, inside: &str, report: &mut ImportReport) -> String {
    use base64::Engine;
    let packed: String = inside.chars().filter(|c| !c.is_whitespace()).collect();
    let packed = packed.trim_start_matches("<p>").trim_end_matches("</p>");
    let bytes = base64::engine::general_purpose::STANDARD.decode(packed).ok();
    let html = match bytes
        .map(|bytes| percent_decode_str(&String::from_utf8_lossy(&bytes)).decode_utf8_lossy().into_owned())
    {
        Some(html) => html,
        None if inside.contains('<') => inside.to_owned(),
        None => String::new(),
    };
    if html.contains("<script") || !html.contains("<i") && crate::text::plain_text::plain(&html).trim().is_empty() {
        report.leave_out(format!("shortcode [{name}]"), "it holds program text");
    }
    block(&html)
}
