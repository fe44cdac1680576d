//! Removes Leptos's hydration markers. Leptos writes `<!>`, which parsers treat as an empty comment and report as an
//! error (HTML Standard, 13.2.2, "incorrectly-opened-comment").

use memchr::memmem;

const MARK: &str = "<!>";

/// Start of the hydrated part of a page. The last occurrence counts; sanitized bodies cannot contain this `id`.
const HYDRATED: &str = "<div id=\"discussion\"";

/// Writes markers as regular comments in the hydrated part, and removes them elsewhere.
pub fn strip_hydration_markers(html: &str) -> String {
    let alive = html.rfind(HYDRATED).unwrap_or(html.len());
    let (before, rest) = html.split_at(alive);
    // What follows the comment section in a document is outside of `<main>`.
    let (discussion, after) = rest.split_at(rest.find("</main>").unwrap_or(rest.len()));
    let mut tidied = String::with_capacity(html.len() + html.len() / 16);
    for (part, mark) in [(before, ""), (discussion, "<!---->"), (after, "")] {
        let mut copied = 0;
        for found in memmem::find_iter(part.as_bytes(), MARK.as_bytes()) {
            tidied.push_str(&part[copied..found]);
            tidied.push_str(mark);
            copied = found + MARK.len();
        }
        tidied.push_str(&part[copied..]);
    }
    tidied
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_stay_in_the_hydrated_part() {
        let page =
            "<main><!><p>a<!></p><div id=\"discussion\" data-post=1><p>b<!></p></div></main><footer><!></footer>";
        let tidied = "<main><p>a</p><div id=\"discussion\" data-post=1><p>b<!----></p></div></main><footer></footer>";
        assert_eq!(strip_hydration_markers(page), tidied);
        assert_eq!(strip_hydration_markers("<p>a<!></p>"), "<p>a</p>");
        assert_eq!(strip_hydration_markers("x<div id=\"discussion\"><!>"), "x<div id=\"discussion\"><!---->");
    }
}
