//! Cards in Lexical and Mobiledoc, which have the same fields.

use html_escape::encode_text;
use serde_json::Value;

use super::{Button, Card, Picture, class};
use crate::text::{Format, body};
use crate::transfer::json_fields::{filled, flag, list, text};

/// Reads a card. Returns `None` if this kind is not known.
pub fn from_fields(kind: &str, fields: &Value) -> Option<Card> {
    let get = |name: &str| text(fields, name);
    let caption = || get("caption");
    let first = |names: &[&str]| names.iter().find_map(|name| filled(fields, name)).unwrap_or_default();
    Some(match kind {
        "image" => Card::Picture(picture(fields)),
        "gallery" => {
            Card::Gallery { pictures: list(fields, "images").iter().map(picture).collect(), caption: caption() }
        }
        "bookmark" => bookmark(fields),
        "callout" => Card::Callout { emoji: first(&["calloutEmoji"]), html: inline(&first(&["calloutText"])) },
        "toggle" => Card::Toggle { heading: inline(&get("heading")), html: get("content") },
        "button" => Card::Button(Button { label: first(&["buttonText"]), href: first(&["buttonUrl"]) }),
        "embed" => match first(&["url"]) {
            url if url.is_empty() => Card::Html(get("html")),
            address => Card::Embed { address, caption: caption() },
        },
        "transistor" => Card::LeftOut("transistor".to_owned()),
        "audio" => Card::Audio { src: get("src"), title: get("title") },
        "video" => {
            Card::Video { src: get("src"), poster: first(&["customThumbnailSrc", "thumbnailSrc"]), caption: caption() }
        }
        "file" => Card::File {
            href: get("src"),
            title: first(&["fileTitle", "title", "fileName"]),
            caption: first(&["fileCaption", "caption"]),
        },
        "product" => product(fields),
        "header" => {
            let button = button(fields, flag(fields, "buttonEnabled"), ("buttonText", "buttonUrl"));
            let image = first(&["backgroundImageSrc"]);
            let html = match first(&["subheader", "subheading"]) {
                text if text.is_empty() => text,
                text => format!("<p>{}</p>", inline(&text)),
            };
            let class = if image.is_empty() { "" } else { "cover" };
            Card::Box { class, image, heading: inline(&first(&["header", "heading"])), html, button }
        }
        "call-to-action" => {
            let button = button(fields, flag(fields, "showButton"), ("buttonText", "buttonUrl"));
            let (image, html) = (first(&["imageUrl"]), get("textValue"));
            Card::Box { class: "fact-box", image, heading: String::new(), html, button }
        }
        "code" | "codeblock" => Card::Code { language: get("language"), text: get("code"), caption: caption() },
        "html" => Card::Html(get("html")),
        "markdown" | "card-markdown" => Card::Html(body::render(&get("markdown"), Format::Markdown).html),
        "hr" | "horizontalrule" => Card::Rule,
        "signup" | "email" | "email-cta" | "paywall" | "nft" | "before-after" => Card::LeftOut(kind.to_owned()),
        _ => return None,
    })
}

fn picture(fields: &Value) -> Picture {
    Picture {
        src: text(fields, "src"),
        alt: text(fields, "alt"),
        caption: text(fields, "caption"),
        href: text(fields, "href"),
        class: class(&[&text(fields, "cardWidth"), &text(fields, "imageStyle")]),
    }
}

fn bookmark(fields: &Value) -> Card {
    // The page that is linked to describes itself in `metadata`.
    let about = fields.get("metadata").unwrap_or(fields);
    let href = filled(fields, "url").or_else(|| filled(about, "url")).unwrap_or_default();
    let source = [text(about, "author"), text(about, "publisher")];
    let source: Vec<&str> = source.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    Card::Bookmark {
        href,
        title: text(about, "title"),
        text: text(about, "description"),
        source: source.join(" · "),
        image: text(about, "thumbnail"),
        caption: text(fields, "caption"),
    }
}

fn product(fields: &Value) -> Card {
    let stars = fields.get("productStarRating").and_then(Value::as_u64).unwrap_or(0);
    let stars = if flag(fields, "productRatingEnabled") { super::stars(stars) } else { String::new() };
    Card::Box {
        class: "fact-box",
        image: text(fields, "productImageSrc"),
        heading: inline(&text(fields, "productTitle")),
        html: format!("{stars}{}", text(fields, "productDescription")),
        button: button(fields, flag(fields, "productButtonEnabled"), ("productButton", "productUrl")),
    }
}

fn button(fields: &Value, is_shown: bool, (label, href): (&str, &str)) -> Option<Button> {
    let label = filled(fields, label).filter(|_| is_shown)?;
    Some(Button { label, href: filled(fields, href)? })
}

/// Removes the paragraph around a text, which some versions write into texts of one line. Plain text stays plain.
fn inline(html: &str) -> String {
    let html = html.trim();
    let bare = html.strip_prefix("<p>").and_then(|rest| rest.strip_suffix("</p>")).filter(|rest| !rest.contains("<p"));
    match bare.unwrap_or(html) {
        text if text.contains(['<', '&']) => text.to_owned(),
        text => encode_text(text).into_owned(),
    }
}
