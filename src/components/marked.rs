use super::escape::escape;
use crate::model::search::Piece;

/// A text with what was searched for marked, as HTML.
pub fn mark(pieces: &[Piece]) -> String {
    let piece = |piece: &Piece| match piece.is_marked {
        true => format!("<mark>{}</mark>", escape(&piece.text)),
        false => escape(&piece.text),
    };
    pieces.iter().map(piece).collect()
}
