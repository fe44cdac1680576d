use crate::model::language::Language;

/// Returns the accessible name of a link to the footnote with this number.
pub fn footnote(language: Language, number: &str) -> String {
    match language {
        Language::Vi => format!("Chú thích {number}"),
        Language::En => format!("Footnote {number}"),
    }
}

/// Returns the accessible name of a link from a footnote back to the text.
pub fn back_to_text(language: Language) -> &'static str {
    match language {
        Language::Vi => "Trở lại bài",
        Language::En => "Back to the text",
    }
}
