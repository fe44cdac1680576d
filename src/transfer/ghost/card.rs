//! Cards: the parts of a post that are more than text.

mod from_fields;
pub mod from_html;

use html_escape::{encode_double_quoted_attribute as quote, encode_text};

pub use from_fields::from_fields;

use crate::transfer::record::SkippedItem;
use crate::transfer::wordpress::{embeds, gallery};

/// A picture of a card.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Picture {
    pub src: String,
    pub alt: String,
    /// HTML.
    pub caption: String,
    pub href: String,
    /// One of our classes, or empty.
    pub class: &'static str,
}

/// A link with its label, shown as a button.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Button {
    pub label: String,
    pub href: String,
}

/// A card. Captions and texts named `html` are HTML, all others are plain.
#[derive(Clone, Debug, PartialEq)]
pub enum Card {
    Picture(Picture),
    Gallery {
        pictures: Vec<Picture>,
        caption: String,
    },
    Bookmark {
        href: String,
        title: String,
        text: String,
        source: String,
        image: String,
        caption: String,
    },
    Callout {
        emoji: String,
        html: String,
    },
    Toggle {
        heading: String,
        html: String,
    },
    Button(Button),
    Embed {
        address: String,
        caption: String,
    },
    Audio {
        src: String,
        title: String,
    },
    Video {
        src: String,
        poster: String,
        caption: String,
    },
    File {
        href: String,
        title: String,
        caption: String,
    },
    /// A product, a header or a call to action.
    Box {
        class: &'static str,
        image: String,
        heading: String,
        html: String,
        button: Option<Button>,
    },
    Code {
        language: String,
        text: String,
        caption: String,
    },
    Html(String),
    Rule,
    /// A kind of card that is not imported.
    LeftOut(String),
}

impl Card {
    /// Returns what the report says about a card that is left out.
    pub fn left_out(kind: &str) -> SkippedItem {
        let reason = match kind {
            "email" | "email-cta" => "it was only in emails",
            "signup" => "it is a form of the old site",
            "paywall" => "it only marks what members could read",
            _ => "it is not known here",
        };
        SkippedItem::new(format!("card {kind}"), reason)
    }

    /// Returns the HTML.
    pub fn html(&self) -> String {
        match self {
            Card::Picture(picture) => picture.html(),
            Card::Gallery { pictures, caption } => {
                let figures: Vec<String> = pictures.iter().map(Picture::html).collect();
                format!("{}{}", gallery::render("", None, &figures).trim(), paragraph("caption", caption))
            }
            Card::Bookmark { href, title, text, source, image, caption } => {
                let label = if title.is_empty() { href } else { title };
                let link = format!("<a href=\"{}\">{}</a>", quote(href), encode_text(label));
                format!(
                    "<div class=\"link-card\">{}{}{}{}</div>{}",
                    plain_image(image),
                    paragraph("link-card-title", &link),
                    paragraph("link-card-text", &encode_text(text)),
                    paragraph("link-card-source", &encode_text(source)),
                    paragraph("caption", caption)
                )
            }
            Card::Callout { emoji, html } => {
                let emoji = if emoji.is_empty() { String::new() } else { format!("{} ", encode_text(emoji)) };
                format!("<div class=\"fact-box\"><p>{emoji}{html}</p></div>")
            }
            Card::Toggle { heading, html } => format!("<details><summary>{heading}</summary>{html}</details>"),
            Card::Button(button) => button.html(),
            Card::Embed { address, caption } => {
                format!("{}{}", embeds::link(address, "").trim(), paragraph("caption", caption))
            }
            Card::Html(html) => html.clone(),
            Card::Audio { src, title } => {
                let player = format!("<audio controls src=\"{}\"></audio>", quote(src));
                figure("", &player, &encode_text(title))
            }
            Card::Video { src, poster, caption } => {
                let poster = if poster.is_empty() { String::new() } else { format!(" poster=\"{}\"", quote(poster)) };
                figure("", &format!("<video controls src=\"{}\"{poster}></video>", quote(src)), caption)
            }
            Card::File { href, title, caption } => {
                let link = format!("<a href=\"{}\">{}</a>", quote(href), encode_text(title));
                format!("<p class=\"file\">{link}</p>{}", paragraph("caption", &encode_text(caption)))
            }
            Card::Box { class, image, heading, html, button } => {
                let heading = match heading.is_empty() {
                    true => String::new(),
                    false => format!("<h3>{heading}</h3>"),
                };
                let button = button.as_ref().map(Button::html).unwrap_or_default();
                let inner = format!("{}{heading}{html}{button}", plain_image(image));
                if class.is_empty() { inner } else { format!("<div class=\"{class}\">{inner}</div>") }
            }
            Card::Code { language, text, caption } => {
                let class = if language.is_empty() {
                    String::new()
                } else {
                    format!(" class=\"language-{}\"", quote(language))
                };
                figure_or(&format!("<pre><code{class}>{}</code></pre>", encode_text(text)), caption)
            }
            Card::Rule => "<hr>".to_owned(),
            Card::LeftOut(_) => String::new(),
        }
    }
}

impl Picture {
    fn html(&self) -> String {
        let image = format!("<img src=\"{}\" alt=\"{}\">", quote(&self.src), quote(&self.alt));
        let image = match self.href.as_str() {
            "" => image,
            href => format!("<a href=\"{}\">{image}</a>", quote(href)),
        };
        figure(self.class, &image, &self.caption)
    }
}

impl Button {
    fn html(&self) -> String {
        let (href, label) = (quote(&self.href), encode_text(&self.label));
        format!("<div class=\"buttons\"><a class=\"button\" href=\"{href}\">{label}</a></div>")
    }
}

fn figure(class: &str, inner: &str, caption: &str) -> String {
    let class = if class.is_empty() { String::new() } else { format!(" class=\"{class}\"") };
    let caption = match caption.trim() {
        "" => String::new(),
        caption => format!("<figcaption>{caption}</figcaption>"),
    };
    format!("<figure{class}>{inner}{caption}</figure>")
}

/// Returns a figure if there is a caption.
fn figure_or(inner: &str, caption: &str) -> String {
    if caption.trim().is_empty() { inner.to_owned() } else { figure("", inner, caption) }
}

fn paragraph(class: &str, html: &str) -> String {
    if html.trim().is_empty() { String::new() } else { format!("<p class=\"{class}\">{html}</p>") }
}

fn plain_image(src: &str) -> String {
    if src.is_empty() { String::new() } else { format!("<img src=\"{}\" alt=\"\">", quote(src)) }
}

/// Returns a paragraph with a rating of up to five stars.
fn stars(count: u64) -> String {
    let full = count.min(5) as usize;
    if full == 0 { String::new() } else { format!("<p>{}{}</p>", "★".repeat(full), "☆".repeat(5 - full)) }
}

/// Returns the class for the width of a picture.
fn class(widths: &[&str]) -> &'static str {
    let is = |names: &[&str]| widths.iter().any(|width| names.contains(width));
    if is(&["wide", "kg-width-wide"]) {
        "align-wide"
    } else if is(&["full", "kg-width-full"]) {
        "align-full"
    } else {
        ""
    }
}
