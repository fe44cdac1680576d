//! Cards in HTML that Ghost has rendered.

use dom_query::NodeRef;

use super::{Button, Card, Picture, class, stars};
use crate::text::plain_text::text_of;

/// Selects all cards.
pub const CARDS: &str = ".kg-image-card, .kg-gallery-card, .kg-bookmark-card, .kg-callout-card, .kg-toggle-card, \
    .kg-button-card, .kg-embed-card, .kg-audio-card, .kg-video-card, .kg-file-card, .kg-product-card, .kg-header-card, \
    .kg-signup-card, .kg-cta-card, .kg-email-card, .kg-email-cta-card, .kg-nft-card";

/// Reads a card. Returns `None` if it can stay as it is.
pub fn read(card: &NodeRef) -> Option<Card> {
    let is = |class: &str| card.has_class(class);
    if is("kg-image-card") {
        return picture(&find(card, "img")?, card).map(Card::Picture);
    }
    if is("kg-gallery-card") {
        let images = card.find(&["img"]);
        let pictures = images.iter().filter_map(|image| picture(image, image)).collect();
        return Some(Card::Gallery { pictures, caption: caption(card) });
    }
    if is("kg-bookmark-card") {
        return bookmark(card);
    }
    if is("kg-callout-card") {
        let html = by_class(card, "kg-callout-text").map(|text| text.inner_html().to_string())?;
        return Some(Card::Callout { emoji: plain(card, "kg-callout-emoji"), html });
    }
    if is("kg-toggle-card") {
        let inner = |class| by_class(card, class).map(|node| node.inner_html().to_string()).unwrap_or_default();
        return Some(Card::Toggle { heading: inner("kg-toggle-heading-text"), html: inner("kg-toggle-content") });
    }
    if is("kg-button-card") {
        return button(card, "kg-btn").map(Card::Button);
    }
    if is("kg-embed-card") {
        let frame = find(card, "iframe").and_then(|frame| frame.attr("src"));
        // A post of a social network: the last link leads to it.
        let post = || find(card, "blockquote")?.find(&["a"]).last().and_then(|link| link.attr("href"));
        let address = frame.or_else(post)?.to_string();
        return Some(Card::Embed { address, caption: caption(card) });
    }
    if is("kg-audio-card") {
        return Some(Card::Audio {
            src: attribute(&find(card, "audio")?, "src"),
            title: plain(card, "kg-audio-title"),
        });
    }
    if is("kg-video-card") {
        return video(card);
    }
    if is("kg-file-card") {
        let href = attribute(&find(card, "a")?, "href");
        let title = [plain(card, "kg-file-card-title"), plain(card, "kg-file-card-filename"), href.clone()];
        let title = title.into_iter().find(|title| !title.is_empty()).unwrap_or_default();
        return Some(Card::File { href, title, caption: plain(card, "kg-file-card-caption") });
    }
    if is("kg-product-card") {
        return Some(product(card));
    }
    if is("kg-header-card") {
        return Some(header(card));
    }
    if is("kg-cta-card") {
        let html = by_class(card, "kg-cta-text").map(|text| text.inner_html().to_string()).unwrap_or_default();
        let image = find(card, "img").map(|image| attribute(&image, "src")).unwrap_or_default();
        let button = button(card, "kg-cta-button");
        return Some(Card::Box { class: "fact-box", image, heading: String::new(), html, button });
    }
    let left_out = [
        ("kg-signup-card", "signup"),
        ("kg-email-card", "email"),
        ("kg-email-cta-card", "email-cta"),
        ("kg-nft-card", "nft"),
    ];
    left_out.iter().find(|(class, _)| is(class)).map(|(_, kind)| Card::LeftOut((*kind).to_owned()))
}

fn picture(image: &NodeRef, card: &NodeRef) -> Option<Picture> {
    let link = image.parent().filter(|parent| parent.has_name("a"));
    let classes = card.attr_or("class", "").to_string();
    let caption = if image.id == card.id { String::new() } else { caption(card) };
    Some(Picture {
        src: image.attr("src")?.to_string(),
        alt: attribute(image, "alt"),
        caption,
        href: link.map(|link| attribute(&link, "href")).unwrap_or_default(),
        class: class(&classes.split_whitespace().collect::<Vec<_>>()),
    })
}

fn bookmark(card: &NodeRef) -> Option<Card> {
    let href = attribute(&find(card, "a")?, "href");
    let source = [plain(card, "kg-bookmark-author"), plain(card, "kg-bookmark-publisher")];
    let source: Vec<String> = source.into_iter().filter(|name| !name.is_empty()).collect();
    let image = by_class(card, "kg-bookmark-thumbnail").and_then(|node| find(&node, "img"));
    Some(Card::Bookmark {
        href,
        title: plain(card, "kg-bookmark-title"),
        text: plain(card, "kg-bookmark-description"),
        source: source.join(" · "),
        image: image.map(|image| attribute(&image, "src")).unwrap_or_default(),
        caption: caption(card),
    })
}

fn video(card: &NodeRef) -> Option<Card> {
    let player = find(card, "video")?;
    // The poster is a transparent picture; the real one is the background.
    let style = player.attr_or("style", "").to_string();
    let background = style.split_once("url(").and_then(|(_, rest)| rest.split_once(')'));
    let poster = background.map(|(url, _)| url.trim_matches(['\'', '"', ' ']).to_owned()).unwrap_or_default();
    Some(Card::Video { src: attribute(&player, "src"), poster, caption: caption(card) })
}

fn product(card: &NodeRef) -> Card {
    let inner = |class| by_class(card, class).map(|node| node.inner_html().to_string()).unwrap_or_default();
    let rating = card.descendants_it().filter(|node| node.has_class("kg-product-card-rating-active")).count();
    let image = by_class(card, "kg-product-card-image").map(|image| attribute(&image, "src")).unwrap_or_default();
    let heading = by_class(card, "kg-product-card-title").map(|title| title.inner_html().to_string());
    Card::Box {
        class: "fact-box",
        image,
        heading: heading.unwrap_or_default(),
        html: format!("{}{}", stars(rating as u64), inner("kg-product-card-description")),
        button: button(card, "kg-product-card-button"),
    }
}

fn header(card: &NodeRef) -> Card {
    let first = |classes: [&str; 2]| classes.into_iter().find_map(|class| by_class(card, class));
    // Versions differ in the names of classes.
    let named = |names: &[&str]| names.iter().find_map(|name| find(card, name));
    let heading = first(["kg-header-card-heading", "kg-header-card-header"]).or_else(|| named(&["h1", "h2"]));
    let below = first(["kg-header-card-subheading", "kg-header-card-subheader"]).or_else(|| named(&["h3", "p"]));
    let below = below.map(|node| format!("<p>{}</p>", node.inner_html())).unwrap_or_default();
    let image = find(card, "img").map(|image| attribute(&image, "src")).unwrap_or_default();
    Card::Box {
        class: if image.is_empty() { "" } else { "cover" },
        image,
        heading: heading.map(|node| node.inner_html().to_string()).unwrap_or_default(),
        html: below,
        button: button(card, "kg-header-card-button"),
    }
}

fn button(card: &NodeRef, class: &str) -> Option<Button> {
    let link = card.find(&["a"]).into_iter().find(|link| link.has_class(class))?;
    Some(Button { label: text_of(&link).trim().to_owned(), href: link.attr("href")?.to_string() })
}

fn find<'a>(card: &NodeRef<'a>, name: &str) -> Option<NodeRef<'a>> {
    card.descendants_it().find(|node| node.has_name(name))
}

fn by_class<'a>(card: &NodeRef<'a>, class: &str) -> Option<NodeRef<'a>> {
    card.descendants_it().find(|node| node.has_class(class))
}

fn plain(card: &NodeRef, class: &str) -> String {
    by_class(card, class).map(|node| text_of(&node).trim().to_owned()).unwrap_or_default()
}

fn caption(card: &NodeRef) -> String {
    find(card, "figcaption").map(|caption| caption.inner_html().to_string()).unwrap_or_default()
}

fn attribute(node: &NodeRef, name: &str) -> String {
    node.attr_or(name, "").to_string()
}
