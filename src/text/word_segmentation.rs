//! Splits text into words for search.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::fold::fold;
use super::letters::Letter;

/// Maximum length of a word's normalized forms, in characters. The rest is ignored.
const LONGEST: usize = 40;

/// A word of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its byte range in the text.
    pub range: Range<usize>,
    /// In lower case, composed, and with normalized tone placement: `hoà` becomes `hòa`.
    pub exact: String,
    /// Folded: in lower case and without diacritics.
    pub folded: String,
}

/// Splits a text into words: runs of letters, digits and their combining marks. In scripts without spaces, each
/// character is a word.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut start = None;
    for (at, c) in text.char_indices() {
        let is_mark = !c.is_ascii() && is_combining_mark(c);
        if let Some(begun) = start {
            let goes_on = is_mark || (c.is_alphanumeric() && !is_ideographic(c) && !is_alone(text, begun));
            if goes_on {
                continue;
            }
            words.extend(word(text, begun..at));
        }
        start = (c.is_alphanumeric() && !is_mark).then_some(at);
    }
    words.extend(start.and_then(|start| word(text, start..text.len())));
    words
}

/// Returns whether the word that starts here is a single ideograph.
fn is_alone(text: &str, start: usize) -> bool {
    text[start..].chars().next().is_some_and(is_ideographic)
}

fn word(text: &str, range: Range<usize>) -> Option<Word> {
    let written = &text[range.clone()];
    let (mut exact, mut folded) = (String::with_capacity(written.len()), String::with_capacity(written.len()));
    for c in written.chars().take(LONGEST) {
        let Some(letter) = Letter::find(c) else { return unusual_word(written, range) };
        exact.push(letter.exact);
        folded.push(letter.folded);
    }
    Some(Word { range, exact: place_tone(exact), folded })
}

fn unusual_word(written: &str, range: Range<usize>) -> Option<Word> {
    // Compatibility forms may decompose to symbols, such as `½`.
    let is_part = |c: &char| !c.is_ascii() || c.is_ascii_alphanumeric();
    let folded: String = fold(written).chars().filter(is_part).take(LONGEST).collect();
    let exact: String = written.nfkc().flat_map(char::to_lowercase).nfc().filter(is_part).take(LONGEST).collect();
    (!folded.is_empty()).then(|| Word { range, exact: place_tone(exact), folded })
}

/// Normalizes the placement of the tone mark on open syllables with a glide, for which two conventions exist.
fn place_tone(mut word: String) -> String {
    const PLACES: [(&str, &str); 15] = [
        ("oà", "òa"),
        ("oá", "óa"),
        ("oả", "ỏa"),
        ("oã", "õa"),
        ("oạ", "ọa"),
        ("oè", "òe"),
        ("oé", "óe"),
        ("oẻ", "ỏe"),
        ("oẽ", "õe"),
        ("oẹ", "ọe"),
        ("uỳ", "ùy"),
        ("uý", "úy"),
        ("uỷ", "ủy"),
        ("uỹ", "ũy"),
        ("uỵ", "ụy"),
    ];
    if word.ends_with(|c: char| c.is_ascii()) {
        return word;
    }
    if let Some((new, old)) = PLACES.iter().find(|(new, _)| word.ends_with(new)) {
        word.truncate(word.len() - new.len());
        word.push_str(old);
    }
    word
}

/// Returns whether this is a Han or Kana character.
fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.folded).collect()
    }

    #[test]
    fn words_have_a_range_and_two_forms() {
        let text = "Đức Hòa: 15.000 đ";
        let words = words(text);
        assert_eq!(words[0], Word { range: 0..6, exact: "đức".to_owned(), folded: "duc".to_owned() });
        assert_eq!(folded(text), ["duc", "hoa", "15", "000", "d"]);
        assert!(words.iter().all(|word| fold(&text[word.range.clone()]) == word.folded));
    }

    #[test]
    fn composed_and_decomposed_are_the_same() {
        let composed = "Công nghiệp hỗ trợ Đức Hòa";
        let decomposed: String = composed.nfd().collect();
        let forms = |text: &str| words(text).into_iter().map(|word| (word.exact, word.folded)).collect::<Vec<_>>();
        assert_eq!(forms(composed), forms(&decomposed));
        assert_eq!(forms(composed), forms(&composed.to_uppercase()));
    }

    #[test]
    fn tone_placement_is_normalized() {
        let exact = |text: &str| words(text)[0].exact.clone();
        assert_eq!(exact("hoà"), exact("hòa"));
        assert_eq!(exact("THUỶ"), exact("thủy"));
        assert_ne!(exact("hoa"), exact("hòa"));
    }

    #[test]
    fn ideographs_are_single_words() {
        assert_eq!(folded("東京タワー 2020年"), ["東", "京", "タ", "ワ", "ー", "2020", "年"]);
        assert_eq!(folded("a東b"), ["a", "東", "b"]);
        assert_eq!(folded("हिन्दी"), ["हिन्दी"]);
    }

    #[test]
    fn symbols_are_left_out() {
        assert_eq!(folded("— ?! \u{301} “”"), [""; 0]);
        assert_eq!(folded("don’t C++"), ["don", "t", "c"]);
        assert_eq!(folded(&"x".repeat(500))[0].len(), LONGEST);
    }

    #[test]
    fn the_letter_table_agrees_with_normalization() {
        let usual = ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}').chain('\u{2000}'..='\u{206f}');
        for c in usual.filter(|c| c.is_alphanumeric()) {
            let text = format!("a{c}");
            assert_eq!(word(&text, 0..text.len()), unusual_word(&text, 0..text.len()), "{text}");
        }
    }
}
