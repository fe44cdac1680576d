//! Style sheets in drawings.

/// Whether a style refers to nothing but the drawing itself. Escapes could hide what is looked for, and are refused.
pub fn is_harmless(css: &str) -> bool {
    let css = without_comments(css).to_ascii_lowercase();
    !FORBIDDEN.iter().any(|word| css.contains(word)) && addresses_are_local(&css)
}

/// What loads or runs something, in today's browsers or old ones.
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

/// Whether every `url(…)` leads to a part of the drawing, and nothing else takes an address.
fn addresses_are_local(css: &str) -> bool {
    let is_local = |rest: &str| rest.trim_start().trim_start_matches(['"', '\'']).starts_with('#');
    css.split("url(").skip(1).all(is_local) && !css.contains("src(") && !css.contains("image-set(")
}

/// Without comments, which could part a word that is looked for. One that is never closed reaches to the end.
fn without_comments(css: &str) -> String {
    let mut parts = css.split("/*");
    let mut kept = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        kept.push_str(part.split_once("*/").map_or("", |(_, after)| after));
    }
    kept
}
