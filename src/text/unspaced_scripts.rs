//! Words of scripts that are written without spaces: Thai, Lao, Khmer, Burmese, Chinese and Japanese.

use std::ops::Range;
use std::sync::LazyLock;

use icu_segmenter::options::WordBreakInvariantOptions;
use icu_segmenter::{WordSegmenter, WordSegmenterBorrowed};

/// Takes the longest word of a dictionary again and again, in linear time. The same word is found in a query and in a
/// text, as the networks of `icu_segmenter` do not, which also weigh what surrounds it.
static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// Returns whether a character belongs to a script without spaces between words.
pub fn is_unspaced(c: char) -> bool {
    c >= '\u{E00}'
        && matches!(c,
            '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{A9E0}'..='\u{A9FF}'
            | '\u{AA60}'..='\u{AA7F}' | '\u{3005}'..='\u{3007}' | '\u{3041}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}'
            | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Length in bytes of the parts that are split at once, because the time for a part grows with the square of its
/// length. Natural texts have punctuation marks before.
const LONGEST_PART: usize = 3000;

/// Lists the byte ranges of the words in a part of a text that is in such scripts.
pub fn segment(text: &str, mut part: Range<usize>) -> Vec<Range<usize>> {
    let mut words = Vec::new();
    while !part.is_empty() {
        let end = text.ceil_char_boundary(part.end.min(part.start + LONGEST_PART));
        let ends: Vec<usize> = SEGMENTER.segment_str(&text[part.start..end]).collect();
        let ranges = ends.windows(2).map(|ends| part.start + ends[0]..part.start + ends[1]);
        words.extend(ranges.filter(|range| text[range.clone()].contains(char::is_alphanumeric)));
        part.start = end;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        segment(text, 0..text.len()).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn words_are_those_of_the_dictionary() {
        assert_eq!(words("ทุกสองสัปดาห์"), ["ทุก", "สอง", "สัปดาห์"]);
        assert_eq!(words("こんにちは世界。"), ["こんにちは", "世界"]);
        assert_eq!(words("上海大学").concat(), "上海大学");
        assert_eq!(words("ພາສາລາວ"), ["ພາສາ", "ລາວ"]);
        assert_eq!(words("ភាសាខ្មែរ"), ["ភាសាខ្មែរ"]);
    }

    #[test]
    fn long_texts_take_linear_time() {
        assert_eq!(words(&"ก".repeat(20_000)).concat().len(), 60_000);
    }
}
