//! The letters that nearly all texts here are written in, known by heart: normalizing text by the rules of Unicode takes
//! ten times as long, and a search or an import does it with every word.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::normalization::normalize;

/// What becomes of a composed letter, or sign, whatever stands beside it.
#[derive(Clone, Copy, Debug)]
pub struct Letter {
    /// In lower case.
    pub exact: char,
    /// Without marks, too.
    pub folded: char,
}

/// The blocks of Unicode: Latin up to Extended-B, Vietnamese and others, punctuation.
const BLOCKS: [(u32, u32); 3] = [(0x80, 0x24f), (0x1e00, 0x1eff), (0x2000, 0x206f)];

static LETTERS: LazyLock<[Vec<Option<Letter>>; 3]> = LazyLock::new(|| {
    BLOCKS.map(|(first, last)| (first..=last).map(|code| char::from_u32(code).and_then(Letter::work_out)).collect())
});

impl Letter {
    /// `None` for what is more than one letter, and for all that may change with its neighbours.
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
