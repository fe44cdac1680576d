use crate::model::language::Language;

/// Returns the text of the button that loads a player from the site with this name. Readers see whom they ask.
pub fn load_embed(language: Language, source: &str) -> String {
    match language {
        Language::Vi => format!("Xem tại đây, tải từ {source}"),
        Language::En => format!("Show here, from {source}"),
    }
}
