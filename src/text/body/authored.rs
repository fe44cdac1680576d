//! The source of bodies for the visual editor: HTML with what a writer has put there, without what rendering adds.

use std::borrow::Cow;
use std::collections::HashSet;

use super::{Format, elements, render_until, unwrap};
use crate::text::{markdown, parse, pictures};

/// Attributes that rendering adds to these elements whatever the source says.
const ADDED: [(&str, &[&str]); 5] = [
    ("img", &["loading", "decoding", "srcset", "sizes"]),
    ("pre", &["tabindex"]),
    ("a", &["aria-label"]),
    ("audio", &["preload"]),
    ("video", &["preload", "aria-hidden"]),
];

/// Returns the HTML of a rendered body without anchors, lazy loading and whatever else rendering adds. If it would not
/// be rendered to the same again, everything stays. `None` if `should_stop` returns true.
pub fn authored_until(html: &str, should_stop: &dyn Fn() -> bool) -> Option<String> {
    let rendered = render_until(html, Format::Html, should_stop)?;
    let source = strip(&rendered.html);
    let again = render_until(&source, Format::Html, should_stop)?;
    Some(if is_same(&again.html, &without_focus(&rendered.html)) { source } else { rendered.html })
}

/// Returns HTML that is rendered exactly as the Markdown is. `None` if `should_stop` returns true.
pub fn visual_until(markdown: &str, should_stop: &dyn Fn() -> bool) -> Option<String> {
    let rendered = render_until(markdown, Format::Markdown, should_stop)?;
    let source = strip(&rendered.html);
    let again = render_until(&source, Format::Html, should_stop)?;
    match is_same(&again.html, &rendered.html) && again.excerpt == rendered.excerpt {
        true => Some(source),
        // Such as the mark that ends the excerpt, which is not in the rendered body.
        false => markdown::to_html_until(markdown, should_stop),
    }
}

/// Focal points are added from the library when a body is stored, not when it is rendered.
fn without_focus(html: &str) -> Cow<'_, str> {
    if !html.contains("focus-") {
        return html.into();
    }
    let document = parse::parse(html);
    elements(&document, &["img"]).iter().for_each(pictures::remove_focus);
    document.html_root().inner_html().to_string().into()
}

/// Returns whether two rendered bodies differ at most in the order of attributes.
pub fn is_same(one: &str, other: &str) -> bool {
    one == other || sorted(one) == sorted(other)
}

/// Sorts the attributes of every element.
pub fn sorted(html: &str) -> String {
    let document = parse::parse(html);
    for node in document.root().descendants_it().filter(dom_query::NodeRef::is_element).collect::<Vec<_>>() {
        let mut attributes: Vec<(String, String)> =
            node.attrs().into_iter().map(|it| (it.name.local.to_string(), it.value.to_string())).collect();
        attributes.sort();
        node.remove_all_attrs();
        attributes.iter().for_each(|(name, value)| node.set_attr(name, value));
    }
    document.html_root().inner_html().to_string()
}

fn strip(html: &str) -> String {
    let document = parse::parse(html);
    for anchor in elements(&document, &["a"]).iter().filter(|link| link.has_class("anchor")) {
        anchor.remove_from_parent();
    }
    let links = elements(&document, &["a"]);
    let linked: HashSet<String> =
        links.iter().filter_map(|link| link.attr("href")?.strip_prefix('#').map(str::to_owned)).collect();
    for heading in elements(&document, &["h2", "h3", "h4"]) {
        // Headings are named after their text, unless a link needs the name.
        if heading.id_attr().is_some_and(|id| !linked.contains(&*id)) {
            heading.remove_attr("id");
        }
    }
    for link in links {
        let rel = link.attr_or("rel", "");
        let kept: Vec<&str> = rel.split(' ').filter(|token| !token.is_empty() && *token != "noopener").collect();
        match kept.is_empty() {
            true => link.remove_attr("rel"),
            false => link.set_attr("rel", &kept.join(" ")),
        }
    }
    for (name, attributes) in ADDED {
        for node in elements(&document, &[name]) {
            attributes.iter().for_each(|attribute| node.remove_attr(attribute));
        }
    }
    elements(&document, &["img"]).iter().for_each(pictures::remove_focus);
    for wrapper in elements(&document, &["div"]).iter().filter(|node| node.has_class("table-scroll")) {
        unwrap(wrapper);
    }
    for code in elements(&document, &["code"]) {
        let is_highlighted = code.attr_or("class", "").starts_with("language-") && !code.children().is_empty();
        if is_highlighted {
            let text = code.text();
            code.set_text(text);
        }
    }
    document.html_root().inner_html().to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::body::render;

    fn authored(source: &str) -> String {
        let rendered = render(source, Format::Html).html;
        let source = authored_until(&rendered, &|| false).unwrap();
        assert!(is_same(&render(&source, Format::Html).html, &rendered), "{source}");
        source
    }

    fn visual(markdown: &str) -> String {
        let rendered = render(markdown, Format::Markdown);
        let source = visual_until(markdown, &|| false).unwrap();
        let again = render(&source, Format::Html);
        assert!(is_same(&again.html, &rendered.html), "{source}");
        assert_eq!((again.excerpt, again.words), (rendered.excerpt, rendered.words));
        source
    }

    #[test]
    fn what_rendering_adds_is_not_in_the_source() {
        for source in [
            "<h2>Đức Hòa</h2><p>a <a href=\"https://example.org/\">b</a></p>",
            "<figure class=\"align-wide\"><img src=\"/media/1/a.jpg\" alt=\"A\" width=\"900\"><figcaption>B</figcaption></figure>",
            "<table><thead><tr><th scope=\"col\">a</th></tr></thead><tbody><tr><td>1</td></tr></tbody></table>",
            "<pre><code class=\"language-rust\">fn a() {}\n</code></pre>",
            "<p><a href=\"/b/c.jpg\" rel=\"nofollow\"><img src=\"e\" alt=\"\"></a></p>",
        ] {
            assert_eq!(authored(source), source);
        }
    }

    #[test]
    fn a_heading_keeps_the_name_that_a_link_needs() {
        assert_eq!(
            authored("<h2 id=old>New</h2><p><a href=#old>x</a></p>"),
            "<h2 id=\"new\">New</h2><p><a href=\"#new\">x</a></p>"
        );
    }

    #[test]
    fn what_would_not_come_back_stays() {
        // Two headings of the same name, of which the second one is named by hand.
        authored("<h2>a</h2><h2>a</h2><p><a href=#a-2>x</a></p><h3>a</h3>");
        authored("<p>https://youtu.be/x</p><img src=a width=3><p>b");
    }

    #[test]
    fn markdown_becomes_visual_exactly() {
        assert_eq!(visual("## Đề\n\nMột **hai**."), "<h2>Đề</h2>\n<p>Một <strong>hai</strong>.</p>\n");
        assert_eq!(
            visual("![x](a.jpg \"Chú thích\")").trim_end(),
            "<figure><img src=\"a.jpg\" alt=\"x\"><figcaption>Chú thích</figcaption></figure>"
        );
        assert!(visual("Đầu.\n\n<!--more-->\n\nSau.").contains("<!--more-->"));
        for source in [
            "- [ ] a\n- [x] b",
            "a[^1]\n\n[^1]: b",
            "| a |\n|--:|\n| 1 |",
            "```rust\nfn a() {}\n```",
            "<div class=\"columns\"><div>\n\na\n\n</div></div>",
            "https://youtu.be/x\n\n<script>a</script>",
        ] {
            visual(source);
        }
    }
}
