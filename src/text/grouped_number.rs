//! Numbers written in groups, above all telephone numbers: `0272 3826 888`, `(0272) 3826-888`, `15.000.000`.

use std::ops::Range;

use super::word_segmentation::Word;

/// Number of digits of a number that may be written in groups. Telephone numbers have at most 15 (ITU-T E.164).
const DIGITS: Range<usize> = 8..16;
/// Minimum number of digits for which a query joins groups: two years have eight.
const MIN_QUERY_DIGITS: usize = 9;
/// Characters that may separate two groups, of which there are at most [`MAX_GAP`].
const GAPS: [char; 9] = [' ', '\u{A0}', '\u{202F}', '.', '-', '\u{2011}', '–', '(', ')'];
const MAX_GAP: usize = 2;

/// Lists the numbers that consecutive words of a text may form: the range of these words, and the digits.
pub fn find<'a>(text: &'a str, words: &'a [Word]) -> impl Iterator<Item = (Range<usize>, String)> + 'a {
    (0..words.len()).filter(|at| is_number(&words[*at])).flat_map(move |first| numbers_from(text, words, first))
}

/// Lists the numbers that start with this word, of which there are fewer than digits in the longest one.
fn numbers_from(text: &str, words: &[Word], first: usize) -> Vec<(Range<usize>, String)> {
    let mut digits = words[first].folded.clone();
    let mut found = Vec::new();
    for end in first + 2..=words.len() {
        let (before, word) = (&words[end - 2], &words[end - 1]);
        let gap = &text[before.range.end..word.range.start];
        let is_gap = gap.chars().count() <= MAX_GAP && gap.chars().all(|c| GAPS.contains(&c));
        // Groups of one digit are more likely items of a list.
        let is_group = is_number(word) && word.folded.len() > 1;
        if !is_gap || !is_group || digits.len() + word.folded.len() >= DIGITS.end {
            break;
        }
        digits.push_str(&word.folded);
        if DIGITS.contains(&digits.len()) {
            found.push((first..end, digits.clone()));
        }
    }
    found
}

/// Returns the telephone number at the beginning of a query, if it is written in groups and ends with a word: its
/// digits, and its length in bytes. It begins with 0 or +, which years and prices do not.
pub fn at_beginning(typed: &str) -> Option<(String, usize)> {
    if !typed.starts_with(['0', '+', '(']) {
        return None;
    }
    let (mut digits, mut end, mut gaps) = (String::new(), 0, 0);
    let mut gap = String::new();
    for (at, c) in typed.char_indices() {
        if c.is_ascii_digit() {
            gaps += usize::from(!gap.is_empty() && !digits.is_empty());
            gap.clear();
            digits.push(c);
            end = at + 1;
        } else if c.is_alphanumeric() && gap.is_empty() {
            return None;
        } else if is_gap_going_on(&gap, c) || (digits.is_empty() && matches!(c, '+' | '(')) {
            gap.push(c);
        } else {
            break;
        }
    }
    let is_phone = digits.starts_with('0') || typed.starts_with(['+', '(']) && typed[..end].contains('+');
    let is_long = (MIN_QUERY_DIGITS..DIGITS.end).contains(&digits.len());
    (is_phone && is_long && gaps > 0).then_some((digits, end))
}

/// Returns whether a character continues a gap within a number. A dash after a space excludes the next word.
fn is_gap_going_on(gap: &str, c: char) -> bool {
    let is_exclusion = gap.ends_with(' ') && matches!(c, '-' | '–');
    gap.chars().count() < MAX_GAP && GAPS.contains(&c) && !is_exclusion
}

fn is_number(word: &Word) -> bool {
    word.folded.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::word_segmentation::words;

    fn numbers(text: &str) -> Vec<String> {
        find(text, &words(text)).map(|(_, digits)| digits).collect()
    }

    #[test]
    fn groups_form_a_number() {
        for text in ["gọi 0272 3826 888.", "0272.3826.888", "(0272) 3826-888", "0272\u{A0}3826\u{2011}888"] {
            assert!(numbers(text).contains(&"02723826888".to_owned()), "{text}");
        }
        assert!(numbers("１５.000.000 đồng").contains(&"15000000".to_owned()));
        assert!(numbers("năm 1945 và 1975, 1 2 3 4 5 6 7 8 9").is_empty());
        assert!(!numbers("0272 3826 888 / 0901 234 567").contains(&"38268880901".to_owned()));
    }

    #[test]
    fn telephone_numbers_in_queries_are_joined() {
        let joined = |typed| at_beginning(typed).map(|(digits, _)| digits);
        for typed in ["0272 3826 888", "(0272) 3826 888 gọi", "0272.3826.888, ạ"] {
            assert_eq!(joined(typed).as_deref(), Some("02723826888"), "{typed}");
        }
        assert_eq!(joined("+84 272 3826 888").as_deref(), Some("842723826888"));
        for typed in ["02723826888", "1945 1975 2000", "0272 38", "0272 3826 888a", "15.000.000", "(abc"] {
            assert_eq!(joined(typed), None, "{typed}");
        }
    }
}
