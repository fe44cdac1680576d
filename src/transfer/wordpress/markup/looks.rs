//! Looks of blocks: translates what WordPress states in classes, styles and attributes to a closed list of classes.

mod color;
mod cover;

use dom_query::{Document, NodeRef};

use super::all;
use crate::text::sanitizer::{LOOK, LOOKS};
use crate::transfer::wordpress::blocks::{CARRIER, vertical};

/// Elements in which text stands in the middle unless they say something else.
const CENTERED: &[&str] =
    &["wp-block-pullquote", "wp-block-cover", "wp-block-cover-image", "pullquote", "cover", "text-center"];
/// Elements that may have a background.
const GROUNDS: &[&str] =
    &["div", "section", "p", "figure", "ul", "ol", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6"];

/// Adds the looks to all elements.
pub fn shape(document: &Document) {
    for node in all(document, "[class], [style], [data-looks]") {
        let mut found: Vec<&str> = Vec::new();
        let (class, style) = (node.attr_or("class", ""), node.attr_or("style", ""));
        let names: Vec<&str> = class.split_ascii_whitespace().collect();
        let stated = node.attr_or(CARRIER, "");
        found.extend(stated.split(' ').filter_map(|name| LOOKS.iter().find(|look| **look == name)));
        found.extend(names.iter().filter_map(|name| look(&node, name)));
        found.extend(names.iter().filter_map(|name| centered(&node, name)));
        match names.iter().any(|name| cover::NAMES.contains(name)) {
            true => found.extend(cover::looks(&node, &names, &style)),
            false => found.extend(background(&node, &names, &style)),
        }
        found.extend(measured(&node, &names, &style));
        node.remove_attr(CARRIER);
        found.iter().for_each(|look| node.add_class(look));
    }
    for list in all(document, "ol[style]") {
        let numbering = numbering(&declared(&list.attr_or("style", ""), "list-style-type").unwrap_or_default());
        if let Some(numbering) = numbering {
            list.set_attr("type", numbering);
        }
    }
}

/// Returns the look of a class.
fn look(node: &NodeRef, class: &str) -> Option<&'static str> {
    if let Some(side) = class.strip_prefix("is-vertically-aligned-").or(class.strip_prefix("are-vertically-aligned-")) {
        return vertical(side);
    }
    let justified = class.strip_prefix("is-content-justification-").or(class.strip_prefix("items-justified-"));
    match justified.unwrap_or(class) {
        "center" if justified.is_some() => Some("look-center"),
        "right" if justified.is_some() => Some("look-right"),
        "space-between" if justified.is_some() => Some("look-between"),
        _ if justified.is_some() => None,
        "is-vertical" => Some("look-stack"),
        "is-not-stacked-on-mobile" => Some("look-unstacked"),
        "is-style-outline" => Some("look-outline"),
        "is-style-wide" if node.has_name("hr") => Some("look-wide"),
        "is-style-dots" if node.has_name("hr") => Some("look-dots"),
        "is-style-stripes" => Some("look-stripes"),
        "has-fixed-layout" => Some("look-fixed"),
        "is-style-rounded" | "is-style-circle-mask" => Some("look-rounded"),
        "has-media-on-the-right" => Some("look-media-right"),
        "is-image-fill" | "is-image-fill-element" => Some("look-fill"),
        class => nearest("look-width-", class.strip_prefix("wp-block-button__width-")?.parse().ok()?),
    }
}

/// Text at the start is a look only where it stands in the middle otherwise.
fn centered(node: &NodeRef, class: &str) -> Option<&'static str> {
    let is_in_middle = |node: &NodeRef| CENTERED.iter().any(|name| node.has_class(name));
    let is_start = class == "has-text-align-left";
    (is_start && (is_in_middle(node) || node.ancestors_it(None).any(|above| is_in_middle(&above))))
        .then_some("text-left")
}

/// Returns the look of a background.
fn background(node: &NodeRef, names: &[&str], style: &str) -> Option<&'static str> {
    let is_ground = GROUNDS.iter().any(|name| node.has_name(name)) && names.contains(&"has-background");
    (is_ground && !names.contains(&"wp-block-button__link")).then(|| tint(names, style).unwrap_or("look-tint"))
}

/// Returns the look for the color that classes or styles name.
fn tint(names: &[&str], style: &str) -> Option<&'static str> {
    let name = |class: &&&str| **class != "has-background-color" && class.starts_with("has-");
    let named = names.iter().filter(name).find_map(|class| class["has-".len()..].strip_suffix("-background-color"));
    let drawn = || {
        let of = |property| color::of(&declared(style, property)?);
        of("background-color").or_else(|| of("background")).or_else(|| of("background-image"))
    };
    named.map(color::named).or_else(drawn)
}

/// Returns the looks of sizes in a style: widths of columns and of media, ratios of pictures.
fn measured(node: &NodeRef, names: &[&str], style: &str) -> Vec<&'static str> {
    let mut found = Vec::new();
    if names.contains(&"wp-block-column") {
        let part = declared(style, "flex-basis").and_then(|value| percent(&value));
        found.extend(part.and_then(|part| nearest("look-width-", part)));
    }
    if names.contains(&"wp-block-media-text") {
        let template = declared(style, "grid-template-columns").unwrap_or_default();
        let part = template.split_ascii_whitespace().find_map(percent);
        found.extend(part.and_then(|part| nearest("look-width-", part)));
    }
    if node.has_name("img") {
        let is_whole = declared(style, "object-fit").is_some_and(|fit| fit == "contain");
        let ratio = declared(style, "aspect-ratio").filter(|_| !is_whole);
        found.extend(ratio.and_then(|ratio| nearest_ratio(&ratio)));
        let width = declared(style, "width").and_then(|width| width.strip_suffix("px")?.parse::<f64>().ok());
        if let Some(width) = width.filter(|width| (1.0..=10_000.0).contains(width) && !node.has_attr("width")) {
            node.set_attr("width", &format!("{width:.0}"));
        }
    }
    found
}

/// Returns the value of a property in an inline style.
fn declared(style: &str, property: &str) -> Option<String> {
    let mut declarations = style.split(';').filter_map(|declaration| declaration.split_once(':'));
    let (_, value) = declarations.find(|(name, _)| name.trim().eq_ignore_ascii_case(property))?;
    let value = value.trim().trim_end_matches("!important").trim_end();
    Some(value.to_ascii_lowercase()).filter(|value| !value.is_empty())
}

fn percent(value: &str) -> Option<f64> {
    value.strip_suffix('%')?.trim().parse().ok()
}

/// Returns the look of a family whose number is nearest to a value in percent. Values that are none have no look.
fn nearest(family: &str, value: f64) -> Option<&'static str> {
    let steps = LOOKS.iter().filter_map(|look| Some((*look, look.strip_prefix(family)?.parse::<f64>().ok()?)));
    let by_distance =
        |one: &(&str, f64), other: &(&str, f64)| (one.1 - value).abs().total_cmp(&(other.1 - value).abs());
    steps.min_by(by_distance).filter(|_| (0.0..=100.0).contains(&value)).map(|(look, _)| look)
}

/// Returns the look for a ratio such as `16/9` or `1.5`.
fn nearest_ratio(value: &str) -> Option<&'static str> {
    let of = |text: &str, sign| -> Option<f64> {
        let (width, height) = text.split_once(sign).unwrap_or((text, "1"));
        let ratio = width.trim().parse::<f64>().ok()? / height.trim().parse::<f64>().ok()?;
        (ratio.is_finite() && ratio > 0.0).then_some(ratio)
    };
    let wanted = of(value.trim_start_matches("auto").trim(), '/')?.ln();
    let ratios = LOOKS.iter().filter_map(|look| Some((*look, of(look.strip_prefix("look-ratio-")?, '-')?.ln())));
    let by_distance =
        |one: &(&str, f64), other: &(&str, f64)| (one.1 - wanted).abs().total_cmp(&(other.1 - wanted).abs());
    ratios.min_by(by_distance).map(|(look, _)| look)
}

/// Returns the attribute for a way of numbering.
fn numbering(style: &str) -> Option<&'static str> {
    match style {
        "lower-alpha" | "lower-latin" => Some("a"),
        "upper-alpha" | "upper-latin" => Some("A"),
        "lower-roman" => Some("i"),
        "upper-roman" => Some("I"),
        _ => None,
    }
}

/// Lists the looks of an element.
pub fn of(node: &NodeRef) -> Vec<String> {
    let class = node.attr_or("class", "");
    class.split_ascii_whitespace().filter(|name| name.starts_with(LOOK)).map(str::to_owned).collect()
}
