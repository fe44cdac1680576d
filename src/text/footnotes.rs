//! Accessible names of the links of footnotes. They are in the language of the site, so stored HTML does not have them.

/// Names the links to footnotes after their number, and the links back.
pub fn name_links(html: String, footnote: impl Fn(&str) -> String, back: &str) -> String {
    if !html.contains("footnote-") {
        return html;
    }
    let is_number = |text: &str| !text.is_empty() && text.chars().all(char::is_alphanumeric);
    let html = label(&html, "<sup class=\"footnote-ref\"><a", |text| is_number(text).then(|| footnote(text)));
    label(&html, "class=\"footnote-backref\"", |_| Some(back.to_owned()))
}

/// Adds `aria-label` after each `mark`, which ends within the start tag of a link. `name` gets the text of the link, and
/// returns what needs no escaping.
fn label(html: &str, mark: &str, name: impl Fn(&str) -> Option<String>) -> String {
    let mut labelled = String::with_capacity(html.len() + 200);
    let mut rest = html;
    while let Some(at) = rest.find(mark) {
        let (before, after) = rest.split_at(at + mark.len());
        labelled.push_str(before);
        rest = after;
        let Some((attributes, content)) = after.split_once('>').filter(|_| after.starts_with([' ', '>'])) else {
            continue;
        };
        let text = content.split('<').next().unwrap_or_default();
        if let Some(name) = name(text).filter(|_| !attributes.contains("aria-label")) {
            labelled.extend([" aria-label=\"", &name, "\""]);
        }
    }
    labelled + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::body::{Format, render};

    #[test]
    fn links_of_footnotes_have_names() {
        let html = render("a[^x] b[^x]\n\n[^x]: c", Format::Markdown).html;
        let named = name_links(html.clone(), |number| format!("Note {number}"), "Back");
        assert_eq!(named.matches("<a aria-label=\"Note 1\" href=\"#fn-x\"").count(), 2, "{named}");
        assert_eq!(named.matches("class=\"footnote-backref\" aria-label=\"Back\"").count(), 2, "{named}");
        assert_eq!(name_links(named.clone(), |_| "x".to_owned(), "y"), named, "names are not given twice");
    }

    #[test]
    fn what_is_no_number_is_not_a_name() {
        for html in [
            "<sup class=\"footnote-ref\"><a href=\"#a\"><b>1</b></a></sup>",
            "<sup class=\"footnote-ref\"><abbr>1</abbr></sup>",
        ] {
            assert_eq!(name_links(html.to_owned(), ToOwned::to_owned, "b"), html);
        }
    }
}
