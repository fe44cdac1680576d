use crate::model::embed::{EmbedKind, EmbedWords};
use crate::model::language::Language;

/// Returns the words for something of the site with the name `source`. Readers see whom they ask.
pub fn embed_words(language: Language, kind: EmbedKind, source: &str) -> EmbedWords {
    let (what, load) = match (language, kind) {
        (Language::Vi, EmbedKind::Video) => ("Video", "Xem tại đây"),
        (Language::Vi, EmbedKind::Audio) => ("Âm thanh", "Nghe tại đây"),
        (Language::Vi, EmbedKind::Post) => ("Bài đăng", "Hiện bài đăng"),
        (Language::Vi, EmbedKind::Map) => ("Bản đồ", "Hiện bản đồ"),
        (Language::En, EmbedKind::Video) => ("Video", "Watch here"),
        (Language::En, EmbedKind::Audio) => ("Audio", "Listen here"),
        (Language::En, EmbedKind::Post) => ("Post", "Show the post"),
        (Language::En, EmbedKind::Map) => ("Map", "Show the map"),
    };
    match language {
        Language::Vi => {
            EmbedWords { title: format!("{what} trên {source}"), load: format!("{load}, tải từ {source}") }
        }
        Language::En => EmbedWords { title: format!("{what} on {source}"), load: format!("{load}, from {source}") },
    }
}
