//! A lookup table for common letters. Normalization by the Unicode rules takes ten times as long, and searches and
//! imports normalize every word.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::normalization::normalize;

/// The normalized forms of a composed letter or sign, independent of its neighbors.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// In lower case.
    pub exact: char,
    /// In lower case and without diacritics.
    pub folded: char,
}

/// The Unicode blocks in the table: Latin up to Extended-B, Latin Extended Additional (Vietnamese and others),
/// punctuation.
const BLOCKS: [(u32, u32); 3] = [(0x80, 0x24f), (0x1e00, 0x1eff), (0x2000, 0x206f)];

static LETTERS: LazyLock<[Vec<Option<Letter>>; 3]> = LazyLock::new(|| {
    BLOCKS.map(|(first, last)| (first..=last).map(|code| char::from_u32(code).and_then(Letter::work_out)).collect())
});

impl Letter {
    /// Returns `None` for characters that become several letters, or that may depend on their neighbors.
    pub fn find(c: char) -> Option<Letter> {
        if c.is_ascii() {
            let lower = c.to_ascii_lowercase();
            return Some(Letter { exact: lower, folded: lower });
        }
        let code = u32::from(c);
        let block = BLOCKS.iter().position(|(first, last)| (*first..=*last).contains(&code))?;
        LETTERS[block][(code - BLOCKS[block].0) as usize]
    }

    fn work_out(c: char) -> Option<Letter> {
        let exact: String = c.nfkc().flat_map(char::to_lowercase).nfc().collect();
        let single = |text: &str| {
            let mut chars = text.chars();
            chars.next().filter(|_| chars.next().is_none())
        };
        Some(Letter { exact: single(&exact)?, folded: single(&normalize(c.encode_utf8(&mut [0; 4])))? })
    }
}
