use dom_query::{Document, NodeRef};

use crate::text::excerpt::cut;
use crate::text::invisible::clean;
use crate::text::parse::parse;
use crate::text::plain_text::collapse;

/// Maximum lengths, in characters.
const LONGEST_TITLE: usize = 200;
const LONGEST_DESCRIPTION: usize = 300;
const LONGEST_SITE: usize = 60;

/// What a page says about itself, as plain text. What it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageMetadata {
    pub title: String,
    pub description: String,
    pub site: String,
}

/// Reads the metadata of a page: Open Graph (<https://ogp.me>), or else its title and description. The picture is left
/// out: shown from its own address, it would tell the other site who reads, and a copy needs the right to make one.
pub fn read(html: &str) -> PageMetadata {
    let document = parse(html);
    let meta = |names: &[&str], longest| {
        let mut found = names.iter().map(|name| tidy(&find(&document, name).unwrap_or_default(), longest));
        found.find(|text| !text.is_empty())
    };
    let plain_title = || tidy(&title(&document).unwrap_or_default(), LONGEST_TITLE);
    PageMetadata {
        title: meta(&["og:title", "twitter:title"], LONGEST_TITLE).unwrap_or_else(plain_title),
        description: meta(&["og:description", "twitter:description", "description"], LONGEST_DESCRIPTION)
            .unwrap_or_default(),
        site: meta(&["og:site_name", "application-name"], LONGEST_SITE).unwrap_or_default(),
    }
}

/// Returns the content of the first `meta` element of a name.
fn find(document: &Document, name: &str) -> Option<String> {
    let is_named = |node: &NodeRef| {
        let names = ["property", "name"].map(|attribute| node.attr(attribute));
        node.has_name("meta") && names.into_iter().flatten().any(|given| given.trim().eq_ignore_ascii_case(name))
    };
    let root = document.root();
    let contents = root.descendants_it().filter(is_named).filter_map(|node| node.attr("content"));
    contents.map(|content| content.to_string()).find(|content| !content.trim().is_empty())
}

fn title(document: &Document) -> Option<String> {
    let root = document.root();
    let title = root.descendants_it().find(|node| node.has_name("title"));
    title.map(|node| node.text().to_string())
}

/// Returns a title as one line of limited length.
pub fn tidy_title(title: &str) -> String {
    tidy(title, LONGEST_TITLE)
}

fn tidy(text: &str, longest: usize) -> String {
    cut(&collapse(&clean(text, char::is_whitespace)), longest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn open_graph_comes_first() {
        let page = read(
            "<!doctype html><html><head><title>Cầu &amp; đường - Báo Lan</title>
             <meta name=description content='Mô tả thường'>
             <meta property='og:title' content='  Cầu\n&amp; đường '><meta property=og:description content=\"\">
             <meta property=og:site_name content='Báo Lan'><script>'<title>Không</title>'</script>
             <body><svg><title>Hình</title></svg>",
        );
        let expected = ["Cầu & đường", "Mô tả thường", "Báo Lan"].map(str::to_owned);
        assert_eq!([page.title, page.description, page.site], expected);
        assert_eq!(read("<title> Chỉ <b>tên</b></title>").title, "Chỉ <b>tên</b>");
        assert_eq!(read("<p>Không có gì"), PageMetadata::default());
    }

    #[test]
    fn texts_are_short_and_without_controls() {
        let page = read(&format!("<title>\u{202e}a\0b {}</title>", "từ ".repeat(500)));
        assert!(page.title.starts_with("a") && page.title.chars().count() <= LONGEST_TITLE + 1, "{}", page.title);
        assert!(!page.title.contains(['\u{202e}', '\0']));
    }
}
