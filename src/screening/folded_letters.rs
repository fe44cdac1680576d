//! The letters of a text, as rules about words see them: with what stands between them, without what nobody sees.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_canonical, is_combining_mark};

use crate::text::fold;
use crate::text::invisible::is_ignorable;
use crate::text::lookalike::{find_latin, is_latin};
use crate::text::normalization::is_diacritic;

/// What stands before a letter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gap {
    /// Another letter, or the beginning of the text.
    None,
    /// A single point.
    Point,
    /// Other signs without a space.
    Sign,
    /// A space, with whatever is around it.
    Space,
}

impl Gap {
    /// The gap with one more sign.
    fn and(self, sign: char) -> Gap {
        match self {
            Gap::Space => Gap::Space,
            _ if sign.is_whitespace() => Gap::Space,
            Gap::None if sign == '.' => Gap::Point,
            _ => Gap::Sign,
        }
    }
}

/// A letter or digit.
#[derive(Clone, Copy, Debug)]
pub struct FoldedLetter {
    /// Where it begins in [`Letters::plain`], in bytes.
    pub start: usize,
    /// In lower case, with its marks but for that of a tone.
    pub base: char,
    /// In which letter of a syllable it stands is a matter of taste: `hoà`, `hòa`.
    pub tone: Option<char>,
    pub gap: Gap,
    pub is_capital: bool,
    /// Whether it has a mark that may be left out.
    pub is_marked: bool,
}

/// The letters of a text.
#[derive(Clone, Debug, Default)]
pub struct Letters {
    /// All of them in lower case without marks, and nothing between them.
    pub plain: String,
    pub letters: Vec<FoldedLetter>,
}

/// Which letters of other scripts are read as the Latin ones they look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lookalikes {
    /// Those in words that have Latin letters, too: nobody writes so by chance.
    InMixedWords,
    /// All in a text that is Latin for the most part.
    InLatinTexts,
    All,
}

impl Letters {
    /// The text as a moderator means it who has typed it.
    pub fn of_rule(text: &str) -> Letters {
        Letters::read(&visible(text), Some(Lookalikes::InMixedWords))
    }

    /// The text as it is written, and as it looks where that differs.
    pub fn readings(text: &str, lookalikes: Lookalikes) -> Vec<Letters> {
        let visible = visible(text);
        let mut readings = vec![Letters::read(&visible, None)];
        if visible.iter().any(|c| find_latin(*c).is_some()) {
            readings.push(Letters::read(&visible, Some(lookalikes)));
        }
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
        // Marks that make no letter of their own say nothing, such as lines through letters.
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
        // A capital may become a letter and a mark (İ), of which the mark says nothing.
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

    /// Where the letter stands that begins at this byte of [`Letters::plain`]; the end counts as one.
    pub fn find(&self, start: usize) -> Option<usize> {
        match start == self.plain.len() {
            true => Some(self.letters.len()),
            false => self.letters.binary_search_by_key(&start, |letter| letter.start).ok(),
        }
    }
}

/// What is seen of a text, taken apart, in compatibility forms: full-width letters are plain ones. Apostrophes are left
/// out: they part no words.
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

/// The letter without the mark of its tone, and that mark: grave, acute, tilde, hook above or dot below.
fn take_tone(letter: char) -> (char, Option<char>) {
    let (mut base, mut tone) = (None, None);
    decompose_canonical(letter, |part| match (base, part) {
        (None, part) => base = Some(part),
        (Some(_), '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}') => tone = Some(part),
        (Some(known), mark) if canonical_combining_class(mark) > 0 => base = compose(known, mark).or(base),
        // Syllables of Hangul are taken apart, too.
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
    fn what_nobody_sees_is_left_out() {
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
    fn letters_of_other_scripts_are_read_as_they_look() {
        assert_eq!(plain("v\u{430}y"), ["v\u{430}y", "vay"]);
        assert_eq!(plain("Ai cần ѕех không"), ["aicanѕехkhong", "aicansexkhong"], "a whole word of them");
        assert_eq!(plain("рама и сор"), ["рамаисор", "рамаисор"], "a text of another script");
    }

    #[test]
    fn tones_stand_beside_their_letters() {
        let letters = Letters::readings("Ề.đ", Lookalikes::All).remove(0);
        let [first, second] = letters.letters[..] else { panic!("{letters:?}") };
        assert_eq!((first.base, first.tone, first.is_capital, first.gap), ('ê', Some('\u{300}'), true, Gap::None));
        assert_eq!((second.base, second.tone, second.gap, second.is_marked), ('đ', None, Gap::Point, true));
        assert_eq!(take_tone('한'), ('한', None));
    }
}
