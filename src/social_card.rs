//! Social cards: the Open Graph picture of a post that has no picture of its own, drawn from its title.

mod cache;
mod draw;
mod font;
mod layout;

pub use cache::CardCache;
pub use draw::draw;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::model::address::paths;
use crate::model::identity::Color;

/// Width in pixels. 1200 × 630 is the size that all sites with link previews support.
pub const WIDTH: u32 = 1200;
/// Height in pixels.
pub const HEIGHT: u32 = 630;

/// Version of the design. Increase it when cards are drawn differently, so that their URLs change.
const DESIGN: &str = "1";

/// The ID in the URL of the site's own card; no post has it.
pub const SITE: i64 = 0;

/// The text on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardText {
    pub title: String,
    /// The title of the site, smaller and below the title.
    pub site: String,
    /// The color of the site's name. `None`: the usual one.
    pub accent: Option<Color>,
}

impl CardText {
    /// Returns a digest of the text, so that a changed text has a new URL.
    fn version(&self) -> String {
        let accent = self.accent.map(|accent| format!("\0{accent}")).unwrap_or_default();
        let digest = Sha256::digest(format!("{DESIGN}\0{}\0{}{accent}", self.title, self.site));
        URL_SAFE_NO_PAD.encode(&digest[..9])
    }
}

/// Returns the URL path of the card of the post with this ID.
pub fn card_path(id: i64, words: &CardText) -> String {
    format!("{}{id}.{}.png", paths::SOCIAL_CARDS, words.version())
}

/// Parses the post ID from the file name of a card.
pub fn parse_card(file: &str) -> Option<i64> {
    file.strip_suffix(".png")?.split_once('.')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changed_text_has_a_new_path() {
        let words = |title: &str| CardText { title: title.to_owned(), site: "Báo".to_owned(), accent: None };
        let path = card_path(12, &words("Một"));
        assert_eq!(card_path(12, &words("Một")), path);
        assert_ne!(card_path(12, &words("Hai")), path);
        assert_eq!(parse_card(path.strip_prefix("/cards/").unwrap()), Some(12));
        for none in ["12.png", "x.y.png", "12.y", ""] {
            assert_eq!(parse_card(none), None, "{none}");
        }
    }
}
