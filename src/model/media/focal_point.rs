use serde::{Deserialize, Serialize};

/// The point of a picture that stays visible where it is cropped, in percent from its left and its top edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FocalPoint {
    pub x: u8,
    pub y: u8,
}

impl Default for FocalPoint {
    /// The center.
    fn default() -> FocalPoint {
        FocalPoint { x: 50, y: 50 }
    }
}

impl FocalPoint {
    /// Returns the point at these percentages. What lies outside of the picture is moved to its edge.
    pub fn at(x: f64, y: f64) -> FocalPoint {
        FocalPoint { x: x.round().clamp(0.0, 100.0) as u8, y: y.round().clamp(0.0, 100.0) as u8 }
    }

    /// Returns the point with these stored coordinates.
    pub fn stored(x: i64, y: i64) -> FocalPoint {
        let percent = |value: i64| u8::try_from(value.clamp(0, 100)).unwrap_or(50);
        FocalPoint { x: percent(x), y: percent(y) }
    }

    /// Returns the classes of an image that is cropped around this point (style/focal_point.css), to the tenth of its
    /// size. `None` for the center, which needs none.
    pub fn classes(self) -> Option<String> {
        let tenth = |percent: u8| (percent.min(100) + 5) / 10;
        let parts = [("focus-x-", tenth(self.x)), ("focus-y-", tenth(self.y))];
        let classes: Vec<String> =
            parts.into_iter().filter(|(_, tenth)| *tenth != 5).map(|(name, tenth)| format!("{name}{tenth}")).collect();
        (!classes.is_empty()).then(|| classes.join(" "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_shown_to_the_tenth() {
        let classes = |x, y| FocalPoint { x, y }.classes();
        assert_eq!(classes(50, 54), None);
        assert_eq!(classes(0, 100).as_deref(), Some("focus-x-0 focus-y-10"));
        assert_eq!(classes(47, 26).as_deref(), Some("focus-y-3"));
        assert_eq!(FocalPoint::at(-3.0, 104.6), FocalPoint { x: 0, y: 100 });
        assert_eq!(FocalPoint::stored(300, -1), FocalPoint { x: 100, y: 0 });
    }
}
