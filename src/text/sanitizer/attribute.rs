//! Allowed attribute values.

use std::borrow::Cow;

use super::looks::LOOKS;
use super::policy::{CLASS_PREFIXES, CLASSES};

type Value<'v> = Option<Cow<'v, str>>;

/// Filters an attribute of untrusted HTML. `None` drops it.
pub fn admit<'v>(element: &str, name: &str, value: &'v str) -> Value<'v> {
    match name {
        "style" => alignment(value),
        "align" => one_of(value, &["left", "right", "center"]),
        "type" if element == "input" => one_of(value, &["checkbox"]),
        _ => confirm(element, name, value),
    }
}

/// Filters an attribute of HTML that will be stored. `None` drops it.
pub fn confirm<'v>(element: &str, name: &str, value: &'v str) -> Value<'v> {
    match name {
        "class" => classes(value),
        "dir" => one_of(value, &["ltr", "rtl", "auto"]),
        "lang" | "srclang" => is_language(value).then_some(Cow::Borrowed(value)),
        "id" | "name" => is_id(value).then_some(Cow::Borrowed(value)),
        "rel" => tokens(value.split_ascii_whitespace(), |token| {
            matches!(token, "nofollow" | "noopener" | "sponsored" | "ugc")
        }),
        "scope" => one_of(value, &["row", "col", "rowgroup", "colgroup"]),
        "role" => one_of(value, &["region"]),
        "tabindex" => one_of(value, &["0", "-1"]),
        "aria-hidden" => one_of(value, &["true"]),
        "width" | "height" | "colspan" | "rowspan" | "span" => number(value.trim_end_matches("px"), 1..=10_000),
        "start" | "value" if element != "param" => number(value, -1_000_000..=1_000_000),
        "type" if element == "ol" => ["1", "a", "A", "i", "I"].contains(&value).then_some(Cow::Borrowed(value)),
        "controls" | "download" | "loop" | "muted" | "open" | "reversed" | "checked" => Some(Cow::Borrowed("")),
        "cite" => is_web_address(value).then_some(Cow::Borrowed(value)),
        _ => Some(Cow::Borrowed(value)),
    }
}

/// Returns whether a URL is a web URL: `http:`, `https:` or `//`.
pub fn is_web_address(value: &str) -> bool {
    let head = value.trim_start().as_bytes();
    [&b"http://"[..], b"https://", b"//"]
        .iter()
        .any(|scheme| head.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)))
}

fn classes(value: &str) -> Value<'_> {
    // Code blocks separate further words after the language by commas: `language-rust,ignore`.
    let separate = |c: char| c.is_ascii_whitespace() || c == ',';
    tokens(value.split(separate), |class| {
        CLASSES.contains(&class)
            || LOOKS.contains(&class)
            || CLASS_PREFIXES.iter().any(|(prefix, allowed)| {
                class
                    .strip_prefix(prefix)
                    .is_some_and(|rest| (1..=30).contains(&rest.len()) && rest.chars().all(allowed))
            })
    })
}

fn tokens<'v, 't>(tokens: impl Iterator<Item = &'t str>, allowed: impl Fn(&str) -> bool) -> Value<'v> {
    let kept: Vec<&str> = tokens.filter(|token| allowed(token)).collect();
    (!kept.is_empty()).then(|| Cow::Owned(kept.join(" ")))
}

fn one_of<'v>(value: &str, allowed: &[&'static str]) -> Value<'v> {
    let value = value.trim();
    allowed.iter().find(|one| value.eq_ignore_ascii_case(one)).map(|one| Cow::Borrowed(*one))
}

fn number(value: &str, range: std::ops::RangeInclusive<i32>) -> Value<'_> {
    let number = value.trim().parse().ok().filter(|number| range.contains(number))?;
    Some(Cow::Owned(number.to_string()))
}

/// Returns the text alignment and the direction of an inline style, separated by a space.
fn alignment(style: &str) -> Value<'_> {
    let find = |property: &str, values: &[&'static str]| {
        style.split(';').find_map(|declaration| {
            let (name, value) = declaration.split_once(':')?;
            let value = value.trim().trim_end_matches("!important").trim_end();
            let is_wanted = name.trim().eq_ignore_ascii_case(property);
            values.iter().copied().find(|one| is_wanted && value.eq_ignore_ascii_case(one))
        })
    };
    match (find("text-align", &["center", "right"]), find("direction", &["rtl", "ltr"])) {
        (Some(side), Some(direction)) => Some(Cow::Owned(format!("{side} {direction}"))),
        (side, direction) => side.or(direction).map(Cow::Borrowed),
    }
}

/// Returns whether a value has the form of a language tag: `vi`, `zh-Hant`, `pt-BR` (BCP 47).
fn is_language(value: &str) -> bool {
    let mut parts = value.split('-');
    parts
        .next()
        .is_some_and(|language| (2..=3).contains(&language.len()) && language.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}

fn is_id(value: &str) -> bool {
    (1..=200).contains(&value.len()) && !value.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::super::{admit, confirm};

    #[test]
    fn links_keep_harmless_relations_only() {
        let link = "<a href=\"https://a.example\" rel=\"opener nofollow external ugc\">x</a>";
        assert_eq!(confirm(link), "<a href=\"https://a.example\" rel=\"nofollow ugc\">x</a>");
        assert_eq!(confirm("<a href=\"/a\" rel=\"opener\">x</a>"), "<a href=\"/a\">x</a>");
    }

    #[test]
    fn styles_are_read_but_never_stored() {
        let aligned = "<p style=\"color: red; text-align: CENTER\">x</p>";
        assert_eq!(admit(aligned), "<p style=\"center\">x</p>");
        assert_eq!(admit("<p style='direction: rtl; text-align: right;'>x</p>"), "<p style=\"right rtl\">x</p>");
        assert_eq!(admit("<p style='direction:RTL !important'>x</p>"), "<p style=\"rtl\">x</p>");
        assert_eq!(confirm(aligned), "<p>x</p>");
        assert_eq!(confirm("<p style=\"position: fixed\" onclick=\"x\" data-x=\"y\">x</p>"), "<p>x</p>");
    }

    #[test]
    fn ids_have_no_spaces_and_are_bounded() {
        assert_eq!(confirm("<p id=\"một-hai\">x</p>"), "<p id=\"một-hai\">x</p>");
        assert_eq!(confirm("<p id=\"một hai\">x</p>"), "<p>x</p>");
        assert_eq!(confirm(&format!("<p id=\"{}\">x</p>", "a".repeat(201))), "<p>x</p>");
    }
}
