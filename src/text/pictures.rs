//! Library pictures in rendered HTML.

mod replacement;

pub use replacement::{replace_in_html, replace_in_source};

use std::collections::HashSet;

use dom_query::NodeRef;

use super::parse::parse;
use crate::model::address::paths;
use crate::model::media::FocalPoint;

/// The size and files of a picture.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PictureFiles {
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// The value of `srcset`, or empty if there is only one file.
    pub set: String,
    /// What stays visible where it is cropped.
    pub focus: FocalPoint,
}

/// `sizes` of a picture in the text column (style/prose.css).
const COLUMN: &str = "(min-width: 42rem) 38rem, 100vw";
/// Width of the text column in pixels. Narrower pictures keep their own width.
pub const COLUMN_WIDTH: i64 = 608;
/// `sizes` of a picture that may be wider than the text column.
const WIDE: &str = "(min-width: 64rem) 54rem, 100vw";

/// Lists the IDs of all pictures whose path is somewhere in a text, such as Markdown, each as often as it occurs.
pub fn list_mentioned(text: &str) -> Vec<i64> {
    let after = text.split(paths::MEDIA).skip(1);
    after.filter_map(|rest| rest.split_once('/')?.0.parse().ok()).filter(|id| *id > 0).collect()
}

/// Lists the IDs of all pictures that the HTML shows or links to, each once.
pub fn list(html: &str) -> Vec<i64> {
    let mut numbers = Vec::new();
    if html.contains(paths::MEDIA) {
        let mut seen = HashSet::new();
        let document = parse(html);
        for node in document.root().descendants_it().filter(NodeRef::is_element) {
            for name in ["src", "href", "poster"] {
                let found = node.attr(name).and_then(|address| paths::parse_media(&address));
                numbers.extend(found.filter(|number| seen.insert(*number)));
            }
        }
    }
    numbers
}

/// Lists the addresses of sound and film that the HTML plays, each once. Of several forms of a film, the first.
pub fn list_players(html: &str) -> Vec<String> {
    let mut players = Vec::new();
    if html.contains("<audio") || html.contains("<video") {
        let document = parse(html);
        let is_player = |node: &NodeRef| node.has_name("audio") || node.has_name("video");
        for player in document.root().descendants_it().filter(is_player) {
            let own = player.attr("src");
            let source =
                || player.children_it(false).filter(|node| node.has_name("source")).find_map(|node| node.attr("src"));
            let address = own.or_else(source).map(|address| address.to_string());
            players.extend(address.filter(|address| !address.is_empty() && !players.contains(address)));
        }
    }
    players
}

/// Adds size, `srcset` and focal point to every library picture, so that the layout does not shift, phones load a small
/// file, and galleries crop it well. An existing size is kept.
pub fn complete(html: &str, find: impl Fn(i64) -> Option<PictureFiles>) -> String {
    if !html.contains(paths::MEDIA) {
        return html.to_owned();
    }
    let document = parse(html);
    for image in document.root().descendants_it().filter(|node| node.has_name("img")).collect::<Vec<_>>() {
        let source = image.attr("src").and_then(|address| paths::parse_media(&address)).and_then(&find);
        let Some(source) = source else { continue };
        let stated: Option<i64> = image.attr("width").and_then(|width| width.parse().ok());
        if stated.is_none() && !image.has_attr("height") {
            image.set_attr("width", &source.width.to_string());
            image.set_attr("height", &source.height.to_string());
        }
        set_focus(&image, source.focus);
        if !source.set.is_empty() {
            image.set_attr("srcset", &source.set);
            image.set_attr("sizes", &sizes(&image, stated.unwrap_or(source.width)));
        }
    }
    document.html_root().inner_html().to_string()
}

/// The beginning of the classes of [`FocalPoint::classes`].
const FOCUS: &str = "focus-";

/// Removes the classes of focal points.
pub fn remove_focus(image: &NodeRef) {
    set_focus(image, FocalPoint::default());
}

fn set_focus(image: &NodeRef, focus: FocalPoint) {
    let class = image.attr_or("class", "");
    let others = class.split_ascii_whitespace().filter(|class| !class.starts_with(FOCUS)).map(str::to_owned);
    let classes: Vec<String> = others.chain(focus.classes()).collect();
    match classes.is_empty() {
        true => image.remove_attr("class"),
        false if classes.join(" ") == *class => {}
        false => image.set_attr("class", &classes.join(" ")),
    }
}

/// Makes the addresses of all library pictures that the HTML shows begin with an origin.
pub fn place(html: &str, origin: &str) -> String {
    if !html.contains(paths::MEDIA) {
        return html.to_owned();
    }
    let document = parse(html);
    for image in document.root().descendants_it().filter(NodeRef::is_element).collect::<Vec<_>>() {
        // Captions of another origin would not be loaded.
        if image.has_name("track") {
            continue;
        }
        for name in ["src", "poster"] {
            if let Some(address) = image.attr(name).filter(|address| paths::parse_media(address).is_some()) {
                image.set_attr(name, &format!("{origin}{address}"));
            }
        }
        if let Some(set) = image.attr("srcset") {
            image.set_attr("srcset", &place_set(&set, origin));
        }
    }
    document.html_root().inner_html().to_string()
}

/// Makes the addresses of library pictures in a `srcset` begin with an origin.
pub fn place_set(set: &str, origin: &str) -> String {
    let files = set.split(", ").map(|file| {
        let address = file.split(' ').next().unwrap_or_default();
        if paths::parse_media(address).is_some() { format!("{origin}{file}") } else { file.to_owned() }
    });
    files.collect::<Vec<_>>().join(", ")
}

/// Returns the `sizes` for a picture of this width, which is never shown wider than it is.
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
        (number == 3).then_some(PictureFiles { width: 900, height: 600, set, ..PictureFiles::default() })
    }

    #[test]
    fn pictures_that_are_shown_get_an_origin() {
        let html = "<p><a href=\"/media/3/a.jpg\"><img src=\"/media/3/a.jpg\" srcset=\"/media/3/b.webp 320w, \
                    /media/3/a.jpg 900w\"></a><img src=\"/images/a.jpg\"></p><p>src=\"/media/3/a.jpg\"</p>";
        let placed = place(html, "https://cdn.example");
        assert_eq!(placed.matches("https://cdn.example/media/3/").count(), 3, "{placed}");
        assert!(
            placed.contains("srcset=\"https://cdn.example/media/3/b.webp 320w, https://cdn.example/media/3/a.jpg 900w")
        );
        assert!(placed.contains("href=\"/media/3/a.jpg\"") && placed.contains("<p>src=\"/media/3/a.jpg\""), "{placed}");
    }

    #[test]
    fn players_are_listed_once_and_captions_stay() {
        let html = "<audio src=\"/media/7/a.mp3\"></audio><video><source src=\"/media/8/b.webm\"><source src=\"/media/9/b.mp4\">\
                    <track src=\"/media/10/b.vtt\"></video><audio src=\"/media/7/a.mp3\"></audio><video></video>";
        assert_eq!(list_players(html), ["/media/7/a.mp3", "/media/8/b.webm"]);
        assert_eq!(list(html), [7, 8, 9, 10]);
        let placed = place(html, "https://cdn.example");
        assert!(
            placed.contains("\"https://cdn.example/media/7/a.mp3\"") && placed.contains("\"/media/10/b.vtt\""),
            "{placed}"
        );
    }

    #[test]
    fn pictures_are_listed_once() {
        let html =
            "<p><a href=\"/media/7/a.jpg\"><img src=\"/media/3/a-320.webp\"></a><img src=\"/media/3/a.jpg\"></p>";
        assert_eq!(list(html), [7, 3]);
        assert_eq!(list("<p>/media/7/a.jpg</p>"), [0; 0]);
        let text = "![](/media/7/a.jpg) <https://bao.example/media/12/b.png> /media/ /media/x/ /media/3";
        assert_eq!(list_mentioned(text), [7, 12]);
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
    fn pictures_are_cropped_around_their_focal_point() {
        let at = |x, y| move |_: i64| Some(PictureFiles { focus: FocalPoint { x, y }, ..bridge(3).unwrap() });
        let source = "<figure><img src=\"/media/3/a.jpg\" alt=\"\" class=\"align-left\"></figure>";
        let html = complete(&body::render(source, Format::Html).html, at(20, 80));
        assert!(html.contains("class=\"align-left focus-x-2 focus-y-8\""), "{html}");
        assert_eq!(complete(&html, at(20, 80)), html);
        assert!(complete(&html, at(50, 0)).contains("class=\"align-left focus-y-0\""));
        assert!(complete(&html, bridge).contains("class=\"align-left\""));
        assert_eq!(complete("<img src=\"/media/3/a.jpg\" class=\"focus-x-1\">", bridge).matches("class").count(), 0);
        let again = body::render(&html, Format::Html).html;
        assert!(again.contains("focus-x-2 focus-y-8"), "the sanitizer knows them: {again}");
        let authored = body::authored_until(&html, &|| false).unwrap();
        assert!(!authored.contains("focus-"), "they are not in the source: {authored}");
    }

    #[test]
    fn an_existing_size_is_kept() {
        let small = "<p><img src=\"/media/3/a.jpg\" width=\"300\" height=\"200\"></p>";
        let html = complete(small, bridge);
        assert!(
            html.contains("width=\"300\" height=\"200\"") && html.contains("sizes=\"(min-width: 300px) 300px, 100vw\"")
        );
        let narrow = |_| {
            let set = "/media/3/b.webp 200w, /media/3/b.jpg 300w".to_owned();
            Some(PictureFiles { width: 300, height: 200, set, ..PictureFiles::default() })
        };
        let once = complete("<p><img src=\"/media/3/b.jpg\"></p>", narrow);
        assert_eq!(complete(&once, narrow), once, "its own size counts like one that was set");
        let wide = complete("<figure class=\"align-wide\"><img src=\"/media/3/a.jpg\"></figure>", bridge);
        assert!(wide.contains("54rem"));
    }
}
