//! Pictures of the media library in HTML that is ready to show.

use std::collections::HashSet;

use dom_query::NodeRef;

use super::parse::parse;

/// The size of a picture, and its files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureFiles {
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// The value of `srcset`; empty where there is but one file.
    pub set: String,
}

/// The width that a picture in a column of text has (style/prose.css).
const COLUMN: &str = "(min-width: 42rem) 38rem, 100vw";
/// The same in pixels: what is narrower than this keeps its own width.
const COLUMN_WIDTH: i64 = 608;
/// The same where it may be wider than the text.
const WIDE: &str = "(min-width: 64rem) 54rem, 100vw";

/// The number in the address of a file of the library: `/media/12/ben-luc.jpg`.
pub fn number(address: &str) -> Option<i64> {
    let (number, name) = address.strip_prefix("/media/")?.split_once('/')?;
    let is_name = !name.is_empty() && !name.contains('/');
    number.parse().ok().filter(|number| is_name && *number > 0)
}

/// The numbers of all pictures that HTML shows or links to, each once.
pub fn list(html: &str) -> Vec<i64> {
    let mut numbers = Vec::new();
    if html.contains("/media/") {
        let mut seen = HashSet::new();
        let document = parse(html);
        for node in document.root().descendants_it().filter(NodeRef::is_element) {
            for name in ["src", "href", "poster"] {
                let found = node.attr(name).and_then(|address| number(&address));
                numbers.extend(found.filter(|number| seen.insert(*number)));
            }
        }
    }
    numbers
}

/// Says of every picture of the library how large it is and which files it has, so that the page does not jump and a
/// phone loads a small one. A size that somebody has set stays.
pub fn complete(html: &str, find: impl Fn(i64) -> Option<PictureFiles>) -> String {
    if !html.contains("/media/") {
        return html.to_owned();
    }
    let document = parse(html);
    for image in document.root().descendants_it().filter(|node| node.has_name("img")).collect::<Vec<_>>() {
        let source = image.attr("src").and_then(|address| number(&address)).and_then(&find);
        let Some(source) = source else { continue };
        let stated: Option<i64> = image.attr("width").and_then(|width| width.parse().ok());
        if stated.is_none() && !image.has_attr("height") {
            image.set_attr("width", &source.width.to_string());
            image.set_attr("height", &source.height.to_string());
        }
        if !source.set.is_empty() {
            image.set_attr("srcset", &source.set);
            image.set_attr("sizes", &sizes(&image, stated.unwrap_or(source.width)));
        }
    }
    document.html_root().inner_html().to_string()
}

/// How wide a picture of this width is shown: nothing makes it wider than it is.
fn sizes(image: &NodeRef, width: i64) -> String {
    let is_wide = |node: &NodeRef| node.has_class("align-wide") || node.has_class("align-full");
    match width {
        width if width < COLUMN_WIDTH => format!("(min-width: {width}px) {width}px, 100vw"),
        _ if is_wide(image) || image.ancestors_it(None).any(|node| is_wide(&node)) => WIDE.to_owned(),
        _ => COLUMN.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::body::{self, Format};

    fn bridge(number: i64) -> Option<PictureFiles> {
        let set = "/media/3/a-320.webp 320w, /media/3/a.jpg 900w".to_owned();
        (number == 3).then_some(PictureFiles { width: 900, height: 600, set })
    }

    #[test]
    fn numbers_are_read_strictly() {
        assert_eq!(number("/media/12/a.jpg"), Some(12));
        for other in ["/media/12", "/media/12/", "/media/x/a.jpg", "/media/-1/a", "/media/1/a/b", "//media/1/a", "a"] {
            assert_eq!(number(other), None, "{other}");
        }
    }

    #[test]
    fn what_is_shown_is_listed_once() {
        let html =
            "<p><a href=\"/media/7/a.jpg\"><img src=\"/media/3/a-320.webp\"></a><img src=\"/media/3/a.jpg\"></p>";
        assert_eq!(list(html), [7, 3]);
        assert_eq!(list("<p>/media/7/a.jpg</p>"), [0; 0]);
    }

    #[test]
    fn pictures_get_their_sizes() {
        let body =
            body::render("![Cầu](/media/3/a.jpg)\n\n![](/media/4/b.jpg)\n\n![](/images/c.svg)", Format::Markdown);
        let html = complete(&body.html, bridge);
        assert!(
            html.contains("width=\"900\" height=\"600\" srcset=\"/media/3/a-320.webp 320w, /media/3/a.jpg 900w\""),
            "{html}"
        );
        assert!(html.contains("loading=\"lazy\"") && html.contains("sizes=\"(min-width: 42rem) 38rem, 100vw\""));
        assert_eq!(html.matches("srcset").count(), 1, "what is not in the library stays as it is");
        assert_eq!(complete(&html, bridge), html, "once more changes nothing");
        let again = body::render(&html, Format::Html);
        assert_eq!(complete(&again.html, bridge), html, "a page saved from the browser comes back the same");
    }

    #[test]
    fn a_size_somebody_set_stays() {
        let small = "<p><img src=\"/media/3/a.jpg\" width=\"300\" height=\"200\"></p>";
        let html = complete(small, bridge);
        assert!(
            html.contains("width=\"300\" height=\"200\"") && html.contains("sizes=\"(min-width: 300px) 300px, 100vw\"")
        );
        let narrow = |_| {
            Some(PictureFiles { width: 300, height: 200, set: "/media/3/b.webp 200w, /media/3/b.jpg 300w".to_owned() })
        };
        let once = complete("<p><img src=\"/media/3/b.jpg\"></p>", narrow);
        assert_eq!(complete(&once, narrow), once, "its own size counts like one that was set");
        let wide = complete("<figure class=\"align-wide\"><img src=\"/media/3/a.jpg\"></figure>", bridge);
        assert!(wide.contains("54rem"));
    }
}
