//! Invisible characters, and texts that consist of them.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Maximum number of combining marks on one letter; more are meant to disfigure. Thai has two, Hebrew with cantillation
/// four; UAX #15 ("Stream-Safe Text Format") knows of no natural text with more than 30.
const MOST_MARKS: usize = 8;

/// Returns whether a character is invisible by itself: soft hyphens, joiners, variation selectors, fillers, tags,
/// bidirectional controls (Unicode property `Default_Ignorable_Code_Point`).
pub fn is_ignorable(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}'..='\u{1160}' | '\u{17B4}'..='\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFF8}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// Converts to NFC, and removes bidirectional overrides and isolates (Trojan Source, CVE-2021-42574), byte-order marks,
/// and control characters for which `is_kept` returns false.
pub fn clean(text: &str, is_kept: impl Fn(char) -> bool) -> String {
    let is_hidden = |c: char| {
        (c.is_control() && !is_kept(c)) || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    text.nfc().filter(|c| !is_hidden(*c)).collect()
}

/// Returns whether nothing of a text is visible: it consists of white space, combining marks without a letter and
/// invisible characters, such as the Braille blank.
pub fn is_blank(text: &str) -> bool {
    let is_hidden = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || is_ignorable(c)
            || is_combining_mark(c)
            || matches!(c, '\u{2800}' | '\u{FFF9}'..='\u{FFFB}')
    };
    text.chars().all(is_hidden)
}

/// Returns whether so many marks are stacked on a letter that it covers adjacent lines.
pub fn has_piled_marks(text: &str) -> bool {
    let mut marks = 0;
    text.chars().filter(|c| !is_ignorable(*c)).any(|c| {
        marks = if is_combining_mark(c) { marks + 1 } else { 0 };
        marks > MOST_MARKS
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_cleaned() {
        let text = "\u{FEFF}a\u{301}\u{202E}b\u{2066}\u{0}\tc\r\nd";
        assert_eq!(clean(text, |_| false), "\u{E1}bcd");
        assert_eq!(clean(text, char::is_whitespace), "\u{E1}b\tc\r\nd");
    }

    #[test]
    fn invisible_text_is_blank() {
        for text in [
            "",
            " \n\t",
            "\u{200B}\u{200B}",
            "\u{3164}",
            "\u{2060}\u{AD}",
            "\u{2800}\u{2800}",
            "\u{115F}\u{1160}",
            "\u{E0041}\u{E0042}",
            "\u{A0}",
            "\u{FE0F}",
            "\u{301}\u{301}",
            "\u{200D}\u{FFFA}",
            "\u{FFA0}\u{180E}",
        ] {
            assert!(is_blank(text), "{text:?}");
        }
        for text in ["a", "👍", "…", "?!", "한", "か", "ا", "👩\u{200D}🔬", "❤\u{FE0F}", "(^_^)"] {
            assert!(!is_blank(text), "{text:?}");
        }
    }

    #[test]
    fn natural_text_has_no_piled_marks() {
        assert!(has_piled_marks(&format!("Z{}", "\u{301}".repeat(70))));
        assert!(
            has_piled_marks(&format!("ok a{}", "\u{336}\u{34F}\u{351}".repeat(10))),
            "nothing between them parts them"
        );
        for text in ["Nguyễn", "Nguye\u{302}\u{303}n", "ที่นี่", "שָׁ֑לוֹם", "हिन्दी", "a\u{336}b\u{336}c\u{336}"]
        {
            assert!(!has_piled_marks(text), "{text}");
        }
    }
}
