//! Changes of a picture of the library.

use serde::{Deserialize, Serialize};

/// A change of a picture: it is cut, then turned.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PictureEdit {
    /// Quarters of a turn, clockwise.
    pub quarter_turns: u8,
    /// What is cut at each edge, in percent of the width or height.
    pub left: u8,
    pub right: u8,
    pub top: u8,
    pub bottom: u8,
}

/// An edge of a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edge {
    Left,
    Right,
    Top,
    Bottom,
}

impl Edge {
    pub const ALL: [Edge; 4] = [Edge::Left, Edge::Right, Edge::Top, Edge::Bottom];

    fn opposite(self) -> Edge {
        match self {
            Edge::Left => Edge::Right,
            Edge::Right => Edge::Left,
            Edge::Top => Edge::Bottom,
            Edge::Bottom => Edge::Top,
        }
    }
}

impl PictureEdit {
    /// What two opposite edges may cut together, in percent: something has to be left.
    pub const MOST: u8 = 90;

    /// Returns what is cut at an edge.
    pub fn cut(self, edge: Edge) -> u8 {
        match edge {
            Edge::Left => self.left,
            Edge::Right => self.right,
            Edge::Top => self.top,
            Edge::Bottom => self.bottom,
        }
    }

    /// Returns whether enough is left of the picture.
    pub fn is_possible(self) -> bool {
        let is_possible = |edge: Edge| {
            u32::from(self.cut(edge)) + u32::from(self.cut(edge.opposite())) <= u32::from(PictureEdit::MOST)
        };
        is_possible(Edge::Left) && is_possible(Edge::Top)
    }

    /// Returns the change that cuts so much at an edge.
    #[must_use]
    pub fn cutting(mut self, edge: Edge, percent: u8) -> PictureEdit {
        *match edge {
            Edge::Left => &mut self.left,
            Edge::Right => &mut self.right,
            Edge::Top => &mut self.top,
            Edge::Bottom => &mut self.bottom,
        } = percent;
        self
    }

    /// The same, with the next number of percent that is possible.
    #[must_use]
    pub fn dragging(self, edge: Edge, percent: f64) -> PictureEdit {
        let most = PictureEdit::MOST.saturating_sub(self.cut(edge.opposite()));
        self.cutting(edge, percent.round().clamp(0.0, f64::from(most)) as u8)
    }

    /// Returns the change that leaves as much of the picture, with its left upper corner at `x` and `y` percent.
    #[must_use]
    pub fn moved(self, x: f64, y: f64) -> PictureEdit {
        let (across, down) = (self.left.saturating_add(self.right), self.top.saturating_add(self.bottom));
        let left = x.round().clamp(0.0, f64::from(across)) as u8;
        let top = y.round().clamp(0.0, f64::from(down)) as u8;
        PictureEdit { left, right: across - left, top, bottom: down - top, ..self }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn something_is_always_left_of_what_is_dragged() {
        let cut = PictureEdit::default().dragging(Edge::Left, 60.4).dragging(Edge::Right, 70.0);
        assert_eq!((cut.left, cut.right, cut.is_possible()), (60, 30, true));
        assert!(!cut.cutting(Edge::Right, 31).is_possible());
        assert_eq!(cut.dragging(Edge::Top, -5.0), cut);
    }

    #[test]
    fn what_is_moved_keeps_its_size() {
        let cut = PictureEdit { left: 10, right: 20, top: 0, bottom: 40, quarter_turns: 0 };
        let moved = cut.moved(25.2, 90.0);
        assert_eq!((moved.left, moved.right, moved.top, moved.bottom), (25, 5, 40, 0));
        assert_eq!(cut.moved(-3.0, 0.0).left, 0);
    }
}
