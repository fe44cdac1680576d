//! The picture that stands for a post where its address is shared: drawn of its title, for posts that have none.

mod cache;
mod draw;
mod font;
mod layout;

pub use cache::CardCache;
pub use draw::draw;

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The size that every site which shows such pictures has room for, in pixels.
pub const WIDTH: u32 = 1200;
pub const HEIGHT: u32 = 630;

/// To be raised when cards are drawn differently: their addresses change with it.
const DESIGN: &str = "1";

/// The card of the site itself: no post has this number.
pub const SITE: i64 = 0;

/// What stands on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardText {
    pub title: String,
    /// Below it, smaller: the name of the site.
    pub site: String,
}

impl CardText {
    /// A digest of the words: another text has another address.
    fn version(&self) -> String {
        let digest = Sha256::digest(format!("{DESIGN}\0{}\0{}", self.title, self.site));
        URL_SAFE_NO_PAD.encode(&digest[..9])
    }
}

/// Where the card of a post with this number is.
pub fn card_path(id: i64, words: &CardText) -> String {
    format!("/cards/{id}.{}.png", words.version())
}

/// The number in the name of a card's file.
pub fn parse_card(file: &str) -> Option<i64> {
    file.strip_suffix(".png")?.split_once('.')?.0.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_words_have_another_address() {
        let words = |title: &str| CardText { title: title.to_owned(), site: "Báo".to_owned() };
        let path = card_path(12, &words("Một"));
        assert_eq!(card_path(12, &words("Một")), path);
        assert_ne!(card_path(12, &words("Hai")), path);
        assert_eq!(parse_card(path.strip_prefix("/cards/").unwrap()), Some(12));
        for none in ["12.png", "x.y.png", "12.y", ""] {
            assert_eq!(parse_card(none), None, "{none}");
        }
    }
}
