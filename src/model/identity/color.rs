use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// An opaque sRGB color.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Color(pub [u8; 3]);

/// A color theme: the backgrounds that links stand on, and which way a color gains contrast.
#[derive(Clone, Copy, Debug)]
pub struct Theme {
    /// `--paper`, `--sheet`, and `--on-accent`, the text on a button.
    grounds: [Color; 3],
    /// The OKLab lightness at which contrast is highest.
    end: f64,
    pub default_accent: Color,
}

/// The light colors of style/tokens.css.
pub const LIGHT: Theme = Theme {
    grounds: [Color([0xf7, 0xf6, 0xf0]), Color([0xec, 0xeb, 0xe1]), Color([0xfb, 0xfa, 0xf5])],
    end: 0.0,
    default_accent: Color([0x0b, 0x5a, 0x49]),
};

/// The dark colors of style/tokens.css.
pub const DARK: Theme = Theme {
    grounds: [Color([0x12, 0x17, 0x15]), Color([0x1c, 0x24, 0x20]), Color([0x0d, 0x16, 0x13])],
    end: 1.0,
    default_accent: Color([0x7f, 0xcd, 0xb3]),
};

/// The least contrast of text (WCAG 2.2, success criterion 1.4.3).
const LEAST: f64 = 4.5;
/// How much lighter or darker `--accent-strong` is than `--accent`.
const STRONGER: f64 = 0.09;

impl Theme {
    /// Returns the background of pages.
    pub fn paper(&self) -> Color {
        self.grounds[0]
    }

    /// Returns the least contrast of a color with the backgrounds of the theme.
    pub fn contrast(&self, color: Color) -> f64 {
        self.grounds.iter().map(|ground| color.contrast(*ground)).fold(f64::MAX, f64::min)
    }

    /// Returns the color, or the nearest one of its hue that has enough contrast.
    pub fn readable(&self, color: Color) -> Color {
        if self.contrast(color) >= LEAST {
            return color;
        }
        let [start, a, b] = color.to_oklab();
        let (mut failing, mut passing) = (start, self.end);
        for _ in 0..24 {
            let middle = f64::midpoint(failing, passing);
            match self.contrast(Color::from_oklab([middle, a, b])) >= LEAST {
                true => passing = middle,
                false => failing = middle,
            }
        }
        Color::from_oklab([passing, a, b])
    }

    /// Returns the color of links that are pointed at.
    pub fn stronger(&self, color: Color) -> Color {
        let [lightness, a, b] = color.to_oklab();
        let step = if self.end > lightness { STRONGER } else { -STRONGER };
        Color::from_oklab([(lightness + step).clamp(0.0, 1.0), a, b])
    }
}

impl Color {
    /// Returns the contrast ratio (WCAG 2.2), from 1 to 21.
    pub fn contrast(self, other: Color) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.0.map(to_linear);
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }

    /// Converts it to OKLab (<https://bottosson.github.io/posts/oklab/>).
    fn to_oklab(self) -> [f64; 3] {
        let [r, g, b] = self.0.map(to_linear);
        let l = (0.412_221_470_8 * r + 0.536_332_536_3 * g + 0.051_445_992_9 * b).cbrt();
        let m = (0.211_903_498_2 * r + 0.680_699_545_1 * g + 0.107_396_956_6 * b).cbrt();
        let s = (0.088_302_461_9 * r + 0.281_718_837_6 * g + 0.629_978_700_5 * b).cbrt();
        [
            0.210_454_255_3 * l + 0.793_617_785_0 * m - 0.004_072_046_8 * s,
            1.977_998_495_1 * l - 2.428_592_205_0 * m + 0.450_593_709_9 * s,
            0.025_904_037_1 * l + 0.782_771_766_2 * m - 0.808_675_766_0 * s,
        ]
    }

    /// Converts a color from OKLab. Outside of sRGB, it gets the highest chroma that is inside.
    fn from_oklab([lightness, a, b]: [f64; 3]) -> Color {
        let linear = |chroma: f64| linear_of([lightness, a * chroma, b * chroma]);
        let fits = |chroma: f64| linear(chroma).iter().all(|part| (-0.000_1..=1.000_1).contains(part));
        let (mut inside, mut outside) = (0.0, 1.0);
        if fits(1.0) {
            inside = 1.0;
        }
        while outside - inside > 0.001 {
            let middle = f64::midpoint(inside, outside);
            match fits(middle) {
                true => inside = middle,
                false => outside = middle,
            }
        }
        Color(linear(inside).map(from_linear))
    }
}

fn linear_of([lightness, a, b]: [f64; 3]) -> [f64; 3] {
    let l = (lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b).powi(3);
    let m = (lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b).powi(3);
    let s = (lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b).powi(3);
    [
        4.076_741_662_1 * l - 3.307_711_591_3 * m + 0.230_969_929_2 * s,
        -1.268_438_004_6 * l + 2.609_757_401_1 * m - 0.341_319_396_5 * s,
        -0.004_196_086_3 * l - 0.703_418_614_7 * m + 1.707_614_701_0 * s,
    ]
}

fn to_linear(part: u8) -> f64 {
    let part = f64::from(part) / 255.0;
    if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
}

fn from_linear(part: f64) -> u8 {
    let part = if part <= 0.003_130_8 { part * 12.92 } else { 1.055 * part.powf(1.0 / 2.4) - 0.055 };
    (part.clamp(0.0, 1.0) * 255.0).round() as u8
}

/// Parses `#rrggbb`.
impl FromStr for Color {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Color, &'static str> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let digits = digits.filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let [_, parts @ ..] = number.ok_or("not a color such as #0b5a49")?.to_be_bytes();
        Ok(Color(parts))
    }
}

impl TryFrom<String> for Color {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Color, &'static str> {
        text.parse()
    }
}

impl From<Color> for String {
    fn from(color: Color) -> String {
        color.to_string()
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_that_of_the_guidelines() {
        let (black, white) = (Color([0; 3]), Color([255; 3]));
        assert!((black.contrast(white) - 21.0).abs() < 0.001);
        assert!((Color([0x77; 3]).contrast(white) - 4.48).abs() < 0.01);
    }

    #[test]
    fn any_color_becomes_readable_and_keeps_its_hue() {
        let parts = [0, 51, 102, 153, 204, 255];
        for (red, green, blue) in parts
            .into_iter()
            .flat_map(|r| parts.into_iter().flat_map(move |g| parts.into_iter().map(move |b| (r, g, b))))
        {
            let color = Color([red, green, blue]);
            for theme in [LIGHT, DARK] {
                let found = theme.readable(color);
                assert!(theme.contrast(found) >= LEAST, "{color} {found}");
                assert!(theme.contrast(theme.stronger(found)) >= LEAST, "{color} {found}");
                assert_eq!(theme.readable(found), found, "{color}");
                let [_, a, b] = color.to_oklab();
                let [_, x, y] = found.to_oklab();
                if a.hypot(b) > 0.05 && x.hypot(y) > 0.03 {
                    let turn = (a.atan2(b) - x.atan2(y)).abs();
                    assert!(turn.min(std::f64::consts::TAU - turn) < 0.2, "{color} {found} {turn}");
                }
            }
        }
    }

    #[test]
    fn the_default_is_readable_and_only_colors_are_parsed() {
        assert_eq!(LIGHT.readable(LIGHT.default_accent), LIGHT.default_accent);
        assert_eq!(DARK.readable(DARK.default_accent), DARK.default_accent);
        assert_eq!("#0B5a49".parse(), Ok(LIGHT.default_accent));
        for text in ["", "#fff", "red", "#0b5a4g", "#+b5a49", "#0b5a490", "0b5a49"] {
            assert!(text.parse::<Color>().is_err(), "{text}");
        }
    }
}
