//! Colors of blocks. Of a background, only its hue is kept: the site's own paper and ink have to stay legible on it.

/// WordPress's own palette.
const PALETTE: &[(&str, &str)] = &[
    ("black", "#000"),
    ("cyan-bluish-gray", "#abb8c3"),
    ("pale-pink", "#f78da7"),
    ("vivid-red", "#cf2e2e"),
    ("luminous-vivid-orange", "#ff6900"),
    ("luminous-vivid-amber", "#fcb900"),
    ("light-green-cyan", "#7bdcb5"),
    ("vivid-green-cyan", "#00d084"),
    ("pale-cyan-blue", "#8ed1fc"),
    ("vivid-cyan-blue", "#0693e3"),
    ("vivid-purple", "#9b51e0"),
];
/// Words in the names that themes give to colors.
const WORDS: &[(&str, &str)] = &[
    ("black", "look-dark"),
    ("contrast", "look-dark"),
    ("dark", "look-dark"),
    ("red", "look-tint-red"),
    ("pink", "look-tint-red"),
    ("orange", "look-tint-amber"),
    ("amber", "look-tint-amber"),
    ("yellow", "look-tint-amber"),
    ("green", "look-tint-green"),
    ("blue", "look-tint-blue"),
    ("purple", "look-tint-purple"),
    ("violet", "look-tint-purple"),
];

/// Returns the look for a background of the color with this name in a palette.
pub fn named(name: &str) -> &'static str {
    if let Some(look) = PALETTE.iter().find(|(known, _)| *known == name).and_then(|(_, color)| of(color)) {
        return look;
    }
    let parts = || name.split(['-', '_']);
    WORDS.iter().find(|(word, _)| parts().any(|part| part == *word)).map_or("look-tint", |(_, look)| look)
}

/// Returns the look for a background in CSS: of the first color in it. `None` if it has none.
pub fn of(value: &str) -> Option<&'static str> {
    let value = value.trim();
    if let Some((_, variable)) = value.split_once("--wp--preset--color--") {
        return Some(named(variable.split([')', ',']).next().unwrap_or_default().trim()));
    }
    let [red, green, blue] = first_color(value)?;
    let (most, least) = (red.max(green).max(blue), red.min(green).min(blue));
    let (lightness, spread) = ((most + least) / 510.0, (most - least) / 255.0);
    if lightness < 0.3 {
        return Some("look-dark");
    }
    if spread < 0.05 {
        return Some("look-tint");
    }
    let range = most - least;
    let sixth = if most == red {
        ((green - blue) / range).rem_euclid(6.0)
    } else if most == green {
        (blue - red) / range + 2.0
    } else {
        (red - green) / range + 4.0
    };
    Some(match sixth * 60.0 {
        hue if hue < 20.0 => "look-tint-red",
        hue if hue < 68.0 => "look-tint-amber",
        hue if hue < 168.0 => "look-tint-green",
        hue if hue < 255.0 => "look-tint-blue",
        hue if hue < 320.0 => "look-tint-purple",
        _ => "look-tint-red",
    })
}

fn first_color(value: &str) -> Option<[f64; 3]> {
    let function = value.find("rgb(").or_else(|| value.find("rgba("));
    let digits = value.find('#').filter(|at| function.is_none_or(|function| *at < function));
    if let Some(rest) = digits.map(|at| &value[at + 1..]) {
        let digits: Vec<f64> = rest.chars().map_while(|c| c.to_digit(16)).map(f64::from).collect();
        return match digits.len() {
            3 | 4 => Some([digits[0] * 17.0, digits[1] * 17.0, digits[2] * 17.0]),
            6 | 8 => Some([0, 2, 4].map(|at: usize| digits[at] * 16.0 + digits[at + 1])),
            _ => None,
        };
    }
    let (_, rest) = value[function?..].split_once('(')?;
    let (inside, _) = rest.split_once(')')?;
    let mut parts = inside.split([',', ' ', '/']).filter(|part| !part.is_empty()).map(str::parse::<f64>);
    let mut next = || parts.next()?.ok().filter(|part| (0.0..=255.0).contains(part));
    let color = [next()?, next()?, next()?];
    // Nothing is to be seen of a color that lets everything through.
    (next() != Some(0.0)).then_some(color)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colors_are_known_by_their_hue() {
        for (value, look) in [
            ("#d8f6ec", "look-tint-green"),
            ("#ebf5fe", "look-tint-blue"),
            ("#F4399D", "look-tint-red"),
            ("#fc0", "look-tint-amber"),
            ("rgb(155, 81, 224)", "look-tint-purple"),
            ("rgba(10 10 10 / 0.5)", "look-dark"),
            ("linear-gradient(135deg,rgb(238,238,238) 0%,#a00 100%)", "look-tint"),
            ("#eee", "look-tint"),
            ("var(--wp--preset--color--vivid-red)", "look-tint-red"),
        ] {
            assert_eq!(of(value), Some(look), "{value}");
        }
        for odd in ["", "none", "#12", "#", "rgb(1,2", "rgb(a,b,c)", "rgba(0,0,0,0)", "url(#x)", "rgb(1,2,999)"] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }

    #[test]
    fn names_are_those_of_palettes_or_have_known_words() {
        assert_eq!(named("pale-pink"), "look-tint-red");
        assert_eq!(named("cyan-bluish-gray"), "look-tint-blue");
        assert_eq!(named("theme-dark"), "look-dark");
        assert_eq!(named("accent-3"), "look-tint");
        assert_eq!(named("hundred"), "look-tint");
    }
}
