//! Emoji: characters that say something without being letters.

/// Returns whether a character is shown as an emoji, or part of one (Unicode property `Emoji` without digits and signs
/// that are text by default). Letters in squares are letters.
pub fn is_emoji(c: char) -> bool {
    matches!(c,
        '\u{231A}'..='\u{231B}' | '\u{23E9}'..='\u{23FA}' | '\u{2600}'..='\u{27BF}' | '\u{2B1B}'..='\u{2B1C}'
        | '\u{2B50}' | '\u{2B55}' | '\u{1F000}'..='\u{1FAFF}')
        && !c.is_alphanumeric()
}

/// Returns whether a character only changes the color of the emoji before it.
pub fn is_skin_tone(c: char) -> bool {
    matches!(c, '\u{1F3FB}'..='\u{1F3FF}')
}

/// Returns whether a character is half of a flag.
pub fn is_regional_indicator(c: char) -> bool {
    matches!(c, '\u{1F1E6}'..='\u{1F1FF}')
}
