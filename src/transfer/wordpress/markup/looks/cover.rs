//! Covers: text over a picture.

use dom_query::NodeRef;

use super::{declared, nearest, percent, tint};

/// Classes of covers in all versions.
pub const NAMES: &[&str] = &["wp-block-cover", "wp-block-cover-image"];

/// Returns the looks of a cover: where its text is, how much of the picture is covered, and how high it is.
pub fn looks(cover: &NodeRef, names: &[&str], style: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    for name in names {
        match *name {
            "is-light" => found.push("look-light"),
            "has-left-content" => found.push("look-left"),
            "has-right-content" => found.push("look-right"),
            name => found.extend(name.strip_prefix("is-position-").into_iter().flat_map(sides)),
        }
    }
    // Newer versions have the overlay in an element of its own.
    let layer = cover.element_children().into_iter().find(|child| {
        ["wp-block-cover__background", "wp-block-cover__gradient-background"].iter().any(|name| child.has_class(name))
    });
    let (class, drawn) = layer.map_or_else(Default::default, |layer| {
        (layer.attr_or("class", "").to_string(), layer.attr_or("style", "").to_string())
    });
    let layer: Vec<&str> = class.split_ascii_whitespace().collect();
    found.extend(names.iter().chain(&layer).find_map(|name| dim(name)));
    found.extend(tint(&layer, &drawn).or_else(|| tint(names, &without_picture(style))));
    found.extend(declared(style, "min-height").and_then(|height| size(&height)));
    found.extend(crop(cover, style));
    found.dedup();
    found
}

/// Half of the picture is covered without a statement.
fn dim(class: &str) -> Option<&'static str> {
    nearest("look-dim-", class.strip_prefix("has-background-dim-")?.parse().ok()?)
}

fn sides(position: &str) -> Vec<&'static str> {
    let side = |word| match word {
        "top" => Some("look-top"),
        "bottom" => Some("look-bottom"),
        "left" => Some("look-left"),
        "right" => Some("look-right"),
        _ => None,
    };
    position.split('-').filter_map(side).collect()
}

/// A picture in the background is no color.
fn without_picture(style: &str) -> String {
    style.split(';').filter(|declaration| !declaration.contains("url(")).collect::<Vec<_>>().join(";")
}

fn size(height: &str) -> Option<&'static str> {
    let number = height.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').parse::<f64>().ok()?;
    let pixels = match height.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.') {
        "px" | "" => number,
        "vh" | "svh" | "dvh" => number * 8.0,
        "rem" | "em" => number * 16.0,
        _ => return None,
    };
    match pixels {
        pixels if pixels < 240.0 => Some("look-low"),
        pixels if pixels > 500.0 => Some("look-tall"),
        _ => None,
    }
}

/// Returns which side of the picture stays visible where it is cut.
fn crop(cover: &NodeRef, style: &str) -> Vec<&'static str> {
    let pictures = cover.element_children();
    let own = pictures.iter().find_map(|child| {
        let style = child.attr_or("style", "");
        declared(&style, "object-position").or_else(|| declared(&style, "background-position"))
    });
    let Some(position) = own.or_else(|| declared(style, "background-position")) else { return Vec::new() };
    let mut parts = position.split_ascii_whitespace().map(percent);
    let mut side = |near, far| match parts.next().flatten()? {
        part if part < 40.0 => Some(near),
        part if part > 60.0 => Some(far),
        _ => None,
    };
    let across = side("look-crop-left", "look-crop-right");
    across.into_iter().chain(side("look-crop-top", "look-crop-bottom")).collect()
}
