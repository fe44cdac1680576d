//! Folding by the Unicode rules.

use unicode_normalization::UnicodeNormalization;

/// Returns the text in lower case and without diacritics: [`fold`](super::fold::fold) without its lookup table.
pub(super) fn normalize(text: &str) -> String {
    text.nfkd()
        .filter(|&c| !is_diacritic(c))
        .flat_map(char::to_lowercase)
        .filter(|&c| !is_diacritic(c))
        .flat_map(letters)
        .nfc()
        .collect()
}

/// Returns whether a character is in a Unicode block of combining diacritical marks.
pub fn is_diacritic(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Replaces letters with a stroke, and ligatures, which Unicode does not decompose.
fn letters(c: char) -> impl Iterator<Item = char> {
    let (first, second) = match c {
        'đ' | 'ð' => ('d', None),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'ħ' => ('h', None),
        'ı' => ('i', None),
        'ς' => ('σ', None),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'ß' => ('s', Some('s')),
        'þ' => ('t', Some('h')),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}
