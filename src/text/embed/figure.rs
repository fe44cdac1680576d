use dom_query::{Document, NodeRef};

use super::Embed;
use super::title::given_title;
use crate::model::embed::{EmbedKind, EmbedWords};
use crate::text::parse::parse;

/// HTML whose embeds are complete for readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EmbedFigures {
    pub html: String,
    /// The origins of the players, each once. Empty if there are none.
    pub origins: Vec<&'static str>,
}

/// Completes the embeds of rendered HTML: paragraphs with a link to a page that has a player. Each becomes a figure with
/// the address of the player, a button that loads it (browser/embed.js), and the link. `tell` returns its words. Stored HTML,
/// feeds and exports have only the link.
pub fn complete(html: &str, tell: impl Fn(EmbedKind, &str) -> EmbedWords) -> EmbedFigures {
    if !html.contains("class=\"embed") {
        return EmbedFigures { html: html.to_owned(), origins: Vec::new() };
    }
    let document = parse(html);
    let mut origins = Vec::new();
    for block in blocks(&document) {
        let Some((embed, link)) = find(&block) else { continue };
        let words = tell(embed.shape.kind(), embed.provider.name());
        let (address, text) = (link.attr_or("href", ""), link.text());
        let title = given_title(&address, text.trim()).map_or(words.title, str::to_owned);
        if title != text.trim() {
            link.set_text(title.as_str());
        }
        let origin = embed.provider.origin();
        if !origins.contains(&origin) {
            origins.push(origin);
        }
        let tree = block.tree;
        let caption = tree.new_element("figcaption");
        for child in block.children() {
            caption.append_child(&child);
        }
        let name = tree.new_element("span");
        name.set_attr("class", "embed-source");
        name.set_text(embed.provider.name());
        caption.append_child(&name);
        let button = tree.new_element("button");
        button.set_attr("type", "button");
        button.set_attr("class", "embed-load");
        button.set_attr("aria-label", &format!("{}: {title}", words.load));
        button.set_text(words.load);
        block.rename("figure");
        block.add_class("embed-player");
        block.add_class(embed.shape.class());
        block.set_attr("data-frame", &embed.frame);
        block.append_child(&button);
        block.append_child(&caption);
    }
    if origins.is_empty() {
        return EmbedFigures { html: html.to_owned(), origins };
    }
    EmbedFigures { html: document.html_root().inner_html().to_string(), origins }
}

fn blocks(document: &Document) -> Vec<NodeRef<'_>> {
    let is_block = |node: &NodeRef| (node.has_name("p") || node.has_name("figure")) && node.has_class("embed");
    document.root().descendants_it().filter(is_block).collect()
}

/// Returns the player of a block that has one link and no caption, and the link.
fn find<'a>(block: &NodeRef<'a>) -> Option<(Embed, NodeRef<'a>)> {
    if block.descendants_it().any(|node| node.has_name("figcaption")) {
        return None;
    }
    let mut links = block.descendants_it().filter(|node| node.has_name("a"));
    let (link, others) = (links.next()?, links.next());
    if others.is_some() {
        return None;
    }
    let embed = Embed::of(&link.attr("href")?)?;
    Some((embed, link))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::body::{self, Format};

    fn completed(html: &str) -> EmbedFigures {
        complete(html, |kind, source| EmbedWords { title: format!("{kind:?}"), load: format!("Load from {source}") })
    }

    #[test]
    fn embeds_get_their_player_and_keep_their_link() {
        let stored =
            body::render("<iframe src='//www.youtube.com/embed/a-1' title='Cầu \"1\"'></iframe>", Format::Html);
        let EmbedFigures { html, origins } = completed(&stored.html);
        assert_eq!(origins, ["https://www.youtube-nocookie.com"]);
        let figure = "<figure class=\"embed embed-player embed-video\" \
                      data-frame=\"https://www.youtube-nocookie.com/embed/a-1?autoplay=1\"><button type=\"button\"";
        assert!(html.starts_with(figure), "{html}");
        let link = "<figcaption><a href=\"https://www.youtube.com/watch?v=a-1\" rel=\"noopener\">Cầu \"1\"</a>\
                    <span class=\"embed-source\">YouTube</span></figcaption></figure>";
        assert!(html.trim_end().ends_with(link), "{html}");
        assert!(!html.contains("<iframe"), "{html}");
    }

    #[test]
    fn an_address_is_no_title() {
        let stored = body::render("https://www.google.com/maps/@10.6,106.4,17z", Format::Markdown);
        let EmbedFigures { html, .. } = completed(&stored.html);
        assert!(html.contains("17z\" rel=\"noopener\">Map</a>"), "{html}");
        assert!(html.contains("aria-label=\"Load from Google Maps: Map\""), "{html}");
    }

    #[test]
    fn what_has_no_player_stays_to_the_byte() {
        for html in [
            "<p>youtube</p>",
            "<p class=\"embed\"><a href=\"https://x.com/a/1\">a</a></p>",
            "<p class=\"embed\"><a href=\"https://youtu.be/a\">a</a> <a href=\"/b\">b</a></p>",
            "<p><a href=\"https://youtu.be/a\">a</a></p>",
        ] {
            assert_eq!(completed(html), EmbedFigures { html: html.to_owned(), origins: Vec::new() });
        }
    }

    #[test]
    fn an_origin_is_named_once() {
        let one = "<p class=\"embed\"><a href=\"https://youtu.be/a\">a</a></p>";
        let other = "<p class=\"embed\"><a href=\"https://vimeo.com/1\">a</a></p>";
        let origins = completed(&format!("{one}{other}{one}")).origins;
        assert_eq!(origins, ["https://www.youtube-nocookie.com", "https://player.vimeo.com"]);
    }
}
