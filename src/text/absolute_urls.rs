//! Prepares HTML that is shown outside the site, such as in feeds.

use dom_query::NodeRef;
use url::Url;

use super::parse::parse;

const ADDRESSES: [&str; 4] = ["href", "src", "poster", "cite"];

/// Makes every URL in the HTML absolute, and removes the links of headings to themselves, whose `#` our style sheet hides.
/// `page` is the URL of the page that the HTML is from.
pub fn absolutize(html: &str, page: &Url) -> String {
    let document = parse(html);
    // Collected first: the tree cannot be changed while iterating.
    for element in document.root().descendants_it().filter(NodeRef::is_element).collect::<Vec<_>>() {
        if element.has_name("a") && element.has_class("anchor") {
            element.remove_from_parent();
            continue;
        }
        for name in ADDRESSES {
            if let Some(address) = element.attr(name) {
                element.set_attr(name, &join(page, &address));
            }
        }
        if let Some(set) = element.attr("srcset") {
            element.set_attr("srcset", &join_set(page, &set));
        }
    }
    document.html_root().inner_html().to_string()
}

/// Resolves a URL against a page. An invalid one is returned unchanged.
pub fn join(page: &Url, address: &str) -> String {
    page.join(address).map_or_else(|_| address.to_owned(), String::from)
}

/// Resolves the URLs of a `srcset`: comma-separated, each with an optional width.
fn join_set(page: &Url, set: &str) -> String {
    let files = set.split(", ").map(|file| {
        let (address, width) = file.trim().split_once(' ').unwrap_or((file.trim(), ""));
        format!("{} {width}", join(page, address)).trim_end().to_owned()
    });
    files.collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_url_is_made_absolute() {
        let page = Url::parse("https://bao.example/posts/a").unwrap();
        let html = "<p><a href=\"#ghi-chu\">1</a> <a href=\"/tag/l\u{fa}a\">b</a> <a href=\"https://x.example/?a&amp;b\">c</a>\
                    <img src=\"/media/3/a.jpg\" srcset=\"/media/3/a-320.webp 320w, /media/3/a.jpg 900w\"></p>\
                    <blockquote cite=\"//y.example/z\">d</blockquote>";
        let done = absolutize(html, &page);
        assert!(done.contains("href=\"https://bao.example/posts/a#ghi-chu\""), "{done}");
        assert!(done.contains("href=\"https://bao.example/tag/l%C3%BAa\""));
        assert!(done.contains("href=\"https://x.example/?a&amp;b\""));
        assert!(done.contains("src=\"https://bao.example/media/3/a.jpg\""));
        assert!(done.contains("https://bao.example/media/3/a-320.webp 320w, https://bao.example/media/3/a.jpg 900w"));
        assert!(done.contains("cite=\"https://y.example/z\""));
        assert_eq!(absolutize(&done, &page), done, "once more changes nothing");
        let heading = "<h2 id=\"a\">A<a class=\"anchor\" href=\"#a\">#</a></h2>";
        assert_eq!(absolutize(heading, &page), "<h2 id=\"a\">A</h2>");
    }
}
