//! Words of people in right-to-left scripts, such as Arabic and Hebrew, among ours, which are left to right.

use std::borrow::Cow;

/// Returns the value of the attribute `dir` for an element with these words: `auto` if they have a letter of a
/// right-to-left script, so that their full stops, brackets and numbers stay with them. Other words need none.
pub fn direction(words: &str) -> Option<&'static str> {
    has_right_to_left(words).then_some("auto")
}

/// Isolates words within a sentence of plain text (UAX #9, "Explicit Directional Isolates"), where there is no markup.
pub fn isolate(words: &str) -> Cow<'_, str> {
    match has_right_to_left(words) {
        true => Cow::Owned(format!("\u{2068}{words}\u{2069}")),
        false => Cow::Borrowed(words),
    }
}

fn has_right_to_left(words: &str) -> bool {
    words.chars().any(|c| {
        matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
            | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_right_to_left_words_are_set_apart() {
        for words in ["أحمد (3)", "Lan שלום", "ދިވެހި", "𞤀𞤣𞤤𞤢𞤥"] {
            assert_eq!(direction(words), Some("auto"), "{words}");
            assert_eq!(isolate(words), format!("\u{2068}{words}\u{2069}"));
        }
        for words in ["", "Nguyễn Thị Ưng (3)", "東京", "กรุงเทพ", "👍\u{FEFF}"] {
            assert_eq!((direction(words), isolate(words).as_ref()), (None, words));
        }
    }
}
