//! Splits text into words for search.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::emoji::{is_emoji, is_regional_indicator, is_skin_tone};
use super::fold::fold;
use super::invisible::is_ignorable;
use super::letters::Letter;
use super::unspaced_scripts::{is_unspaced, segment};

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

/// Splits a text into words: runs of letters, digits and their combining marks. Invisible characters, such as soft
/// hyphens, do not end a word and are not part of its forms. Scripts without spaces are split by dictionaries. An emoji
/// is a word.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 6);
    let mut start = 0;
    let mut run = Run::None;
    for (at, c) in text.char_indices() {
        let next = run.next(c);
        if let Some(next) = next.filter(|next| run != Run::None || *next == Run::None) {
            run = next;
            continue;
        }
        run.split(text, start..at, &mut words);
        start = at;
        run = Run::None.next(c).unwrap_or(Run::None);
    }
    run.split(text, start..text.len(), &mut words);
    words
}

/// Counts words: those separated by white space, and those of scripts without spaces.
pub fn count_words(text: &str) -> u32 {
    let (mut count, mut in_word) = (0_usize, false);
    let mut unspaced: Option<usize> = None;
    for (at, c) in text.char_indices() {
        let is_unspaced = is_unspaced(c) || (unspaced.is_some() && is_part(c));
        if let Some(start) = unspaced.filter(|_| !is_unspaced) {
            count += segment(text, start..at).len();
            unspaced = None;
        }
        if is_unspaced {
            unspaced.get_or_insert(at);
            in_word = false;
        } else if c.is_whitespace() {
            in_word = false;
        } else if !in_word && c.is_alphanumeric() && !is_ignorable(c) {
            count += 1;
            in_word = true;
        }
    }
    count += unspaced.map_or(0, |start| segment(text, start..text.len()).len());
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// Consecutive characters that are split in the same way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Run {
    /// Neither letters, digits nor emoji.
    None,
    /// One word.
    Letters,
    /// Words of a script without spaces.
    Unspaced,
    Emoji,
    /// An emoji that continues, because a joiner has been read.
    JoinedEmoji,
    /// Half a flag.
    Flag,
}

impl Run {
    /// Returns the run as it continues with a character; `None` if it ends before it.
    fn next(self, c: char) -> Option<Run> {
        if c.is_ascii() {
            let of_ascii = if c.is_ascii_alphanumeric() { Run::Letters } else { Run::None };
            return (self == Run::None || self == of_ascii).then_some(of_ascii);
        }
        match self {
            Run::None if is_ignorable(c) || is_combining_mark(c) => Some(Run::None),
            Run::None if is_unspaced(c) => Some(Run::Unspaced),
            Run::None if c.is_alphanumeric() => Some(Run::Letters),
            Run::None if is_regional_indicator(c) => Some(Run::Flag),
            Run::None if is_emoji(c) => Some(Run::Emoji),
            Run::None => Some(Run::None),
            Run::Letters if is_unspaced(c) => None,
            Run::Letters if c.is_alphanumeric() => Some(Run::Letters),
            Run::Unspaced if is_unspaced(c) => Some(Run::Unspaced),
            Run::Flag if is_regional_indicator(c) => Some(Run::Emoji),
            Run::JoinedEmoji if is_emoji(c) => Some(Run::Emoji),
            Run::Emoji if c == '\u{200D}' => Some(Run::JoinedEmoji),
            Run::Emoji if is_skin_tone(c) => Some(Run::Emoji),
            run if is_part(c) => Some(run),
            _ => None,
        }
    }

    fn split(self, text: &str, range: Range<usize>, words: &mut Vec<Word>) {
        match self {
            Run::None => {}
            Run::Unspaced => words.extend(segment(text, range).into_iter().filter_map(|range| word(text, range))),
            Run::Letters | Run::Emoji | Run::JoinedEmoji | Run::Flag => words.extend(word(text, range)),
        }
    }
}

/// Returns whether a character belongs to the letter before it.
fn is_part(c: char) -> bool {
    !c.is_ascii() && (is_ignorable(c) || is_combining_mark(c))
}

fn word(text: &str, range: Range<usize>) -> Option<Word> {
    let written = &text[range.clone()];
    let (mut exact, mut folded) = (String::with_capacity(written.len()), String::with_capacity(written.len()));
    for c in written.chars().filter(|c| !is_ignorable(*c)).take(LONGEST) {
        let Some(letter) = Letter::find(c) else { return unusual_word(written, range) };
        exact.push(letter.exact);
        folded.push(letter.folded);
    }
    Some(Word { range, exact: place_tone(exact), folded })
}

fn unusual_word(written: &str, range: Range<usize>) -> Option<Word> {
    // Compatibility forms may decompose to symbols, such as `½`.
    let is_part = |c: &char| !c.is_ascii() || c.is_ascii_alphanumeric();
    let seen: String = written.chars().filter(|c| !is_ignorable(*c)).collect();
    let folded = fold(&seen);
    let folded: String = folded.chars().filter(|c| is_part(c) && !is_skin_tone(*c)).take(LONGEST).collect();
    let exact: String = seen.nfkc().flat_map(char::to_lowercase).nfc().filter(is_part).take(LONGEST).collect();
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
    fn scripts_without_spaces_are_split_by_dictionaries() {
        assert_eq!(folded("東京タワー 2020年"), ["東京", "タワー", "2020", "年"]);
        assert_eq!(folded("a東b"), ["a", "東", "b"]);
        assert_eq!(folded("हिन्दी"), ["हिन्दी"]);
        assert_eq!(folded("ﾃﾚﾋﾞ ＴＶ１"), [folded("テレビ").concat(), "tv1".to_owned()]);
        assert_eq!(folded("ตลาดนัด\u{200B}ทุกสองสัปดาห์").last().unwrap(), "สัปดาห์");
    }

    #[test]
    fn invisible_characters_do_not_change_a_word() {
        for text in ["cà\u{AD}phê", "cà\u{2060}phê", "càphê\u{FE0F}", "cà\u{200B}ph\u{200D}ê", "ca\u{34F}\u{300}phê"]
        {
            assert_eq!(words(text), [Word { range: 0..text.len(), ..words("càphê")[0].clone() }], "{text:?}");
        }
        assert_eq!(folded("\u{AD}\u{3164} \u{2060}a"), ["a"]);
    }

    #[test]
    fn emoji_are_words() {
        assert_eq!(folded("Tết🎉🎉 ❤\u{FE0F}"), ["tet", "🎉", "🎉", "❤"]);
        assert_eq!(folded("👩🏽\u{200D}🔬👍🏽"), ["👩🔬", "👍"]);
        assert_eq!(folded("🇻🇳🇱🇦"), ["🇻🇳", "🇱🇦"]);
        assert_eq!(words("👍🏽")[0].exact, "👍🏽");
        assert_eq!(folded("→ ½ © ™ 1\u{FE0F}\u{20E3}")[1..], ["1"]);
    }

    #[test]
    fn words_are_counted() {
        assert_eq!(count_words("Công nghiệp\u{AD} hỗ\u{A0}trợ — 15.000 đ 🎉 \u{3164}"), 6);
        assert_eq!(count_words("ทุกสองสัปดาห์ こんにちは世界、a"), 6);
        assert_eq!(count_words(""), 0);
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
