//! Replaces players and cards of other sites by links, so that nothing is loaded from a third party.

use html_escape::{decode_html_entities, encode_double_quoted_attribute, encode_text};

use super::players::{Player, PlayerKind};
use crate::text::body::page_of_player;

/// Returns whether a line contains only a web URL.
pub fn is_bare_address(line: &str) -> bool {
    let line = line.trim();
    let is_web = line.starts_with("http://") || line.starts_with("https://");
    is_web && line.len() > 10 && !line.contains(|c: char| c.is_whitespace() || "<>\"[]".contains(c))
}

/// Returns a paragraph with a link to the embedded content, or a player if it is a file. `address` may contain entities.
pub fn link(address: &str, label: &str) -> String {
    let address = decode_html_entities(address.trim());
    let address = page_of_player(&address).unwrap_or_else(|| address.into_owned());
    if let Some(kind) = PlayerKind::of(&address) {
        return Player { kind, address: &address, poster: "", inside: "", caption: label.trim() }.render();
    }
    let label = if label.trim().is_empty() { address.as_str() } else { label.trim() };
    let href = encode_double_quoted_attribute(&address);
    format!("\n\n<p class=\"embed\"><a href=\"{href}\">{}</a></p>\n\n", encode_text(label))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bare_urls_are_recognized() {
        assert!(is_bare_address(" https://example.com/a?b=1&amp;c "));
        assert!(!is_bare_address("see https://example.com/a"));
    }

    #[test]
    fn links_to_the_page_of_a_player() {
        let html = link("//www.youtube.com/embed/abc?rel=0", "");
        assert!(html.contains("href=\"https://www.youtube.com/watch?v=abc\""), "{html}");
        assert!(link("https://a.example/?a=1&amp;b", "<b>").contains("a=1&amp;b\">&lt;b&gt;</a>"));
    }
}
