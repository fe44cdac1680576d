use serde::{Deserialize, Serialize};

/// The two taxonomies of posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TermKind {
    Category,
    Tag,
}

impl TermKind {
    /// Returns the name used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            TermKind::Category => "category",
            TermKind::Tag => "tag",
        }
    }

    /// Parses the output of [`TermKind::as_str`].
    pub fn parse(text: &str) -> Option<TermKind> {
        [TermKind::Category, TermKind::Tag].into_iter().find(|kind| kind.as_str() == text)
    }
}

/// A category or tag. `count` is the number of its published posts.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Term {
    pub slug: String,
    pub name: String,
    pub count: i64,
    /// Number of ancestors.
    pub depth: u8,
}

/// A colour of the palette, which is legible on the pages of both themes (`style/section.css`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TermColor {
    Red,
    Orange,
    Olive,
    Green,
    Teal,
    Blue,
    Violet,
    Magenta,
    Brown,
    Grey,
}

impl TermColor {
    /// Every colour.
    pub const ALL: [TermColor; 10] = [
        TermColor::Red,
        TermColor::Orange,
        TermColor::Olive,
        TermColor::Green,
        TermColor::Teal,
        TermColor::Blue,
        TermColor::Violet,
        TermColor::Magenta,
        TermColor::Brown,
        TermColor::Grey,
    ];

    /// Returns the name in the database, in archives and in the class `color-…`.
    pub fn as_str(self) -> &'static str {
        match self {
            TermColor::Red => "red",
            TermColor::Orange => "orange",
            TermColor::Olive => "olive",
            TermColor::Green => "green",
            TermColor::Teal => "teal",
            TermColor::Blue => "blue",
            TermColor::Violet => "violet",
            TermColor::Magenta => "magenta",
            TermColor::Brown => "brown",
            TermColor::Grey => "grey",
        }
    }

    /// Parses the output of [`TermColor::as_str`].
    pub fn parse(text: &str) -> Option<TermColor> {
        TermColor::ALL.into_iter().find(|color| color.as_str() == text)
    }
}

/// How a category differs from others in its looks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermAppearance {
    pub color: Option<TermColor>,
    /// The address of its picture; empty if it has none.
    pub image_src: String,
    /// Whether its page begins with sections: a lead and its subcategories.
    pub has_front_page: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Relative luminance of a color such as `#0b5a49` (WCAG 2.2).
    fn luminance(color: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    /// The two colors of a `light-dark()` after a text.
    fn both<'a>(style: &'a str, after: &str) -> [&'a str; 2] {
        let rest = style.split(after).nth(1).unwrap_or_else(|| panic!("{after} is missing"));
        let rest = rest.split("light-dark(").nth(1).unwrap();
        [&rest[..7], &rest[9..16]]
    }

    #[test]
    fn every_color_is_legible_in_both_themes() {
        let palette = include_str!("../../style/front_page.css");
        let paper = both(include_str!("../../style/tokens.css"), "--paper:");
        for color in TermColor::ALL {
            let used = both(palette, &format!(".color-{} ", color.as_str()));
            for (color, paper) in used.into_iter().zip(paper) {
                assert!(contrast(color, paper) >= 4.5, "{color} on {paper}: {}", contrast(color, paper));
            }
            assert_eq!(TermColor::parse(color.as_str()), Some(color));
        }
    }
}
