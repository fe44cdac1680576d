//! Checks for style sheets in drawings.

/// Returns whether a style references nothing outside the drawing. Escapes are rejected, since they could hide a
/// forbidden word.
pub fn is_harmless(css: &str) -> bool {
    let css = without_comments(css).to_ascii_lowercase();
    !FORBIDDEN.iter().any(|word| css.contains(word)) && addresses_are_local(&css)
}

/// Substrings that load or run something in current or old browsers.
const FORBIDDEN: [&str; 11] = [
    "\\",
    "<",
    "@import",
    "@font-face",
    "@namespace",
    "javascript:",
    "expression(",
    "behavior",
    "-moz-binding",
    "image(",
    "//",
];

/// Returns whether every `url(…)` references a part of the drawing, and no other function takes an address.
fn addresses_are_local(css: &str) -> bool {
    let is_local = |rest: &str| rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    css.split("url(").skip(1).all(is_local) && !css.contains("src(") && !css.contains("image-set(")
}

/// Removes comments, which could split a forbidden word. An unclosed comment extends to the end.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    kept
}
