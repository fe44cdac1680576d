//! Links that somebody pays for.

use super::parse::parse;

/// Marks the links to other sites in sanitized HTML as sponsored, so that search engines do not count them as
/// recommendations.
pub fn mark_sponsored(html: &str) -> String {
    if !html.contains("rel=") {
        return html.to_owned();
    }
    let document = parse(html);
    // Collected first, since the tree must not change while it is walked.
    for link in document.root().descendants_it().filter(|node| node.has_name("a")).collect::<Vec<_>>() {
        let rel = link.attr_or("rel", "").to_string();
        if rel.split_ascii_whitespace().any(|word| word == "noopener") && !rel.contains("sponsored") {
            link.set_attr("rel", &format!("sponsored {rel}"));
        }
    }
    document.html_root().inner_html().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::body::{Format, render};

    #[test]
    fn links_to_other_sites_are_marked_once() {
        let html = render("[a](https://example.org) [b](/lien-he)", Format::Markdown).html;
        let marked = mark_sponsored(&html);
        assert_eq!(
            marked.trim(),
            "<p><a href=\"https://example.org\" rel=\"sponsored noopener\">a</a> <a href=\"/lien-he\">b</a></p>"
        );
        assert_eq!(mark_sponsored(&marked), marked);
    }
}
