use super::escape::escape;
use crate::model::search::TextFragment;

/// Renders a text as HTML, with the matches of a search in `<mark>`.
pub fn highlight_matches(pieces: &[TextFragment]) -> String {
    let piece = |piece: &TextFragment| match piece.is_marked {
        true => format!("<mark>{}</mark>", escape(&piece.text)),
        false => escape(&piece.text),
    };
    pieces.iter().map(piece).collect()
}
