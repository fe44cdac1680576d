//! Replaces the addresses of a file of the library by those of another.

use dom_query::NodeRef;

use super::super::parse::parse;
use crate::model::address::paths;

/// Replaces a file in rendered HTML by the one at `path`. Sizes and `srcset` of a replaced picture are removed: they have
/// to be added again.
pub fn replace_in_html(html: &str, file: i64, path: &str) -> String {
    if !html.contains(&paths::media(file, "")) {
        return html.to_owned();
    }
    let document = parse(html);
    for node in document.root().descendants_it().filter(NodeRef::is_element).collect::<Vec<_>>() {
        for name in ["src", "href", "poster"] {
            if node.attr(name).and_then(|address| paths::parse_media(&address)) != Some(file) {
                continue;
            }
            node.set_attr(name, path);
            if name == "src" && node.has_name("img") {
                ["width", "height", "srcset", "sizes"].iter().for_each(|size| node.remove_attr(size));
            }
        }
    }
    document.html_root().inner_html().to_string()
}

/// Replaces a file in a source, Markdown or HTML. Addresses with a host stay as they are.
pub fn replace_in_source(source: &str, file: i64, path: &str) -> String {
    let start = paths::media(file, "");
    let mut replaced = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(at) = rest.find(&start) {
        let (before, found) = rest.split_at(at);
        replaced.push_str(before);
        let name = &found[start.len()..];
        let length =
            name.find(|sign: char| !sign.is_ascii_alphanumeric() && !"-_.".contains(sign)).unwrap_or(name.len());
        let is_path =
            replaced.chars().next_back().is_none_or(|sign| !sign.is_alphanumeric() && !"-_./%".contains(sign));
        let (address, after) = found.split_at(start.len() + length);
        replaced.push_str(if is_path && length > 0 { path } else { address });
        rest = after;
    }
    replaced.push_str(rest);
    replaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_in_sources() {
        let replaced = |source| replace_in_source(source, 3, "/media/9/b.jpg");
        let source = "![Cầu](/media/3/a.jpg \"Cầu\") <img src='/media/3/a-320.webp'>\n[tệp](/media/3/a.jpg)";
        let expected = "![Cầu](/media/9/b.jpg \"Cầu\") <img src='/media/9/b.jpg'>\n[tệp](/media/9/b.jpg)";
        assert_eq!(replaced(source), expected);
        assert_eq!(replaced("/media/3/a.jpg"), "/media/9/b.jpg");
        for other in
            ["/media/33/a.jpg", "/media/3/", "https://a.example/media/3/a.jpg", "/x/media/3/a.jpg", "media/3/a"]
        {
            assert_eq!(replaced(other), other);
        }
    }

    #[test]
    fn a_file_is_replaced_in_html() {
        let html = "<p><a href=\"/media/3/a.jpg\"><img src=\"/media/3/a.jpg\" alt=\"Cầu\" width=\"9\" height=\"6\" \
                    srcset=\"/media/3/a-320.webp 320w\" sizes=\"1px\"></a><img src=\"/media/4/c.jpg\" width=\"1\"></p>";
        let expected = "<p><a href=\"/media/9/b.jpg\"><img src=\"/media/9/b.jpg\" alt=\"Cầu\"></a>\
                        <img src=\"/media/4/c.jpg\" width=\"1\"></p>";
        assert_eq!(replace_in_html(html, 3, "/media/9/b.jpg"), expected);
        assert_eq!(replace_in_html(html, 5, "/media/9/b.jpg"), html);
    }
}
