//! Letters of a text in the form in which word rules are matched: folded, with the gaps between them, and without
//! invisible characters.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical, is_combining_mark};

use super::leetspeak;
use crate::text::fold;
use crate::text::invisible::is_ignorable;
use crate::text::lookalike::{find_latin, is_latin};
use crate::text::normalization::is_diacritic;

/// What separates a letter from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Nothing: it follows a letter or begins the text.
    None,
    /// A single full stop.
    Point,
    /// Other characters without white space.
    Sign,
    /// White space, with any characters around it.
    Space,
}

impl Gap {
    /// Extends the gap by one more character.
    fn and(self, sign: char) -> Gap {
        match self {
            Gap::Space => Gap::Space,
            _ if sign.is_whitespace() => Gap::Space,
            Gap::None if sign == '.' => Gap::Point,
            _ => Gap::Sign,
        }
    }
}

/// A folded letter or digit.
#[derive(Clone, Copy, Debug)]
pub struct FoldedLetter {
    /// Byte offset in [`Letters::plain`].
    pub start: usize,
    /// The letter in lower case with its marks, except for a tone mark.
    pub base: char,
    /// The tone mark, stored separately because Vietnamese spelling varies in which letter of a syllable carries it:
    /// `hoà`, `hòa`.
    pub tone: Option<char>,
    pub gap: Gap,
    pub is_capital: bool,
    /// Whether the letter has a mark that a writer may leave out.
    pub is_marked: bool,
}

/// The folded letters of a text.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// All letters in lower case, without marks and gaps.
    pub plain: String,
    pub letters: Vec<FoldedLetter>,
}

/// Which letters of other scripts are read as the Latin letters they look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookalikes {
    /// Those in words that also have Latin letters, since such words are not written by accident.
    InMixedWords,
    /// All, if the text is mostly Latin.
    InLatinTexts,
    All,
}

impl Letters {
    /// Folds the text of a rule that a moderator typed.
    pub fn of_rule(text: &str) -> Letters {
        Letters::read(&visible(text), Some(Lookalikes::InMixedWords))
    }

    /// Returns the readings of a text: as written, and, if it has lookalikes or digits in words, also as it looks.
    pub fn readings(text: &str, lookalikes: Lookalikes) -> Vec<Letters> {
        let visible = visible(text);
        let mut readings = vec![Letters::read(&visible, None)];
        if visible.iter().any(|c| find_latin(*c).is_some()) {
            readings.push(Letters::read(&visible, Some(lookalikes)));
        }
        readings.extend(leetspeak::readings(&visible).iter().map(|text| Letters::read(text, Some(lookalikes))));
        readings
    }

    fn read(text: &[char], lookalikes: Option<Lookalikes>) -> Letters {
        let is_foreign = |c: &&char| c.is_alphabetic() && !is_latin(**c);
        let reads_all = lookalikes.is_some_and(|lookalikes| match lookalikes {
            Lookalikes::All => true,
            Lookalikes::InMixedWords => false,
            Lookalikes::InLatinTexts => {
                text.iter().filter(|c| is_latin(**c)).count() >= text.iter().filter(is_foreign).count()
            }
        });
        let mut seen = String::with_capacity(text.len());
        for word in text.chunk_by(|one, other| is_letter(*one) == is_letter(*other)) {
            match reads_all || (lookalikes.is_some() && word.iter().any(|c| is_latin(*c))) {
                true => seen.extend(word.iter().map(|c| read_as_latin(*c))),
                false => seen.extend(word),
            }
        }
        let mut letters = Letters { plain: String::with_capacity(text.len()), letters: Vec::with_capacity(text.len()) };
        let mut gap = Gap::None;
        // Drop marks that form no letter, such as a stroke through a letter.
        for c in seen.nfc().filter(|c| !is_diacritic(*c)) {
            match is_letter(c) {
                true => letters.push(c, std::mem::replace(&mut gap, Gap::None)),
                false => gap = gap.and(c),
            }
        }
        letters
    }

    fn push(&mut self, c: char, gap: Gap) {
        let (start, is_capital) = (self.plain.len(), c.is_uppercase());
        if c.is_ascii() {
            let base = c.to_ascii_lowercase();
            self.plain.push(base);
            self.letters.push(FoldedLetter { start, base, tone: None, gap, is_capital, is_marked: false });
            return;
        }
        // Lower case of a capital may be a letter and a mark (İ); the mark is dropped.
        let Some(lower) = c.to_lowercase().next() else { return };
        let plain = fold(lower.encode_utf8(&mut [0; 4]));
        if plain.is_empty() {
            return;
        }
        let (base, tone) = take_tone(lower);
        let is_marked = tone.is_some() || !plain.chars().eq([base]);
        self.plain.push_str(&plain);
        self.letters.push(FoldedLetter { start, base, tone, gap, is_capital, is_marked });
    }

    /// Returns the index of the letter at a byte offset of [`Letters::plain`]. The end of the text counts as an index.
    pub fn find(&self, start: usize) -> Option<usize> {
        match start == self.plain.len() {
            true => Some(self.letters.len()),
            false => self.letters.binary_search_by_key(&start, |letter| letter.start).ok(),
        }
    }
}

/// Returns the visible characters of a text in compatibility decomposition (NFKD), which maps full-width letters to
/// plain ones. Apostrophes are left out because they do not separate words.
fn visible(text: &str) -> Vec<char> {
    let seen = text.chars().filter(|c| !is_ignorable(*c)).nfkd();
    seen.filter(|c| !is_ignorable(*c) && !matches!(c, '\'' | '’')).collect()
}

fn read_as_latin(c: char) -> char {
    match find_latin(c) {
        Some(letter) if c.is_uppercase() => letter.to_ascii_uppercase(),
        Some(letter) => letter,
        None => c,
    }
}

fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Splits a letter into the letter without its tone mark and that mark: grave, acute, tilde, hook above or dot below.
fn take_tone(letter: char) -> (char, Option<char>) {
    let (mut base, mut tone) = (None, None);
    decompose_canonical(letter, |part| match (base, part) {
        (None, part) => base = Some(part),
        (Some(_), '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}') => tone = Some(part),
        (Some(known), mark) if canonical_combining_class(mark) > 0 => base = compose(known, mark).or(base),
        // Hangul syllables are decomposed too.
        (Some(known), part) => base = compose(known, part).or(base),
    });
    (base.unwrap_or(letter), tone)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        Letters::readings(text, Lookalikes::InLatinTexts).into_iter().map(|letters| letters.plain).collect()
    }

    #[test]
    fn invisible_characters_are_removed() {
        for text in [
            "Vay tiền",
            "v\u{AD}ay\u{2060} ti\u{200B}ề\u{34F}n",
            "ｖａｙ tiề\u{FE0F}n",
            "v\u{336}a\u{336}y tiền",
            "𝐯𝐚𝐲 tiền",
        ] {
            assert_eq!(plain(text), ["vaytien"], "{text:?}");
        }
        assert_eq!(plain("don’t Straße ½"), ["dontstrasse12"]);
    }

    #[test]
    fn lookalikes_are_read_as_latin() {
        assert_eq!(plain("v\u{430}y"), ["v\u{430}y", "vay"]);
        assert_eq!(plain("Ai cần ѕех không"), ["aicanѕехkhong", "aicansexkhong"], "a whole word of them");
        assert_eq!(plain("рама и сор"), ["рамаисор", "рамаисор"], "a text of another script");
    }

    #[test]
    fn tones_are_split_from_letters() {
        let letters = Letters::readings("Ề.đ", Lookalikes::All).remove(0);
        let [first, second] = letters.letters[..] else { panic!("{letters:?}") };
        assert_eq!((first.base, first.tone, first.is_capital, first.gap), ('ê', Some('\u{300}'), true, Gap::None));
        assert_eq!((second.base, second.tone, second.gap, second.is_marked), ('đ', None, Gap::Point, true));
        assert_eq!(take_tone('한'), ('한', None));
    }
}
