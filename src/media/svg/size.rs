/// Returns the width and height of a drawing in pixels: from its attributes, else its view box, else the browsers'
/// default (<https://www.w3.org/TR/CSS2/visudet.html#inline-replaced-width>).
pub fn read(attributes: &[(String, String)]) -> (u32, u32) {
    let attribute = |name| attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
    let (width, height) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels));
    let view = attribute("viewBox").and_then(view_box);
    let (width, height) = match (width, height, view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(view)) => view,
        (width, height, None) => (width.unwrap_or(300.0), height.unwrap_or(150.0)),
    };
    (whole(width), whole(height))
}

fn whole(length: f64) -> u32 {
    // The conversion is exact in this range.
    length.round().clamp(1.0, 65_535.0) as u32
}

/// Parses a length to pixels. Relative lengths depend on the page and return `None`.
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let end = length.find(|c: char| c.is_ascii_alphabetic() || c == '%').unwrap_or(length.len());
    let (number, unit) = length.split_at(end);
    // CSS Values 4, section 6.2: an inch is 96 pixels.
    let factor = match unit {
        "" | "px" => 1.0,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 96.0 / 25.4,
        _ => return None,
    };
    let pixels = number.trim().parse::<f64>().ok()? * factor;
    (pixels.is_finite() && pixels > 0.0).then_some(pixels)
}

/// Parses the width and height of a view box.
fn view_box(value: &str) -> Option<(f64, f64)> {
    let numbers: Vec<f64> = value
        .split([',', ' ', '\t', '\n', '\r'])
        .filter(|part| !part.is_empty())
        .map(|part| part.parse().ok())
        .collect::<Option<_>>()?;
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 && (width * height).is_finite() => Some((width, height)),
        _ => None,
    }
}
