//! oEmbed 1.0 (<https://oembed.com>): a post as a quotation that needs neither scripts nor our style sheets.

use std::io;

use html_escape::encode_double_quoted_attribute as escape;
use serde_json::{Map, Value};

use super::xml::XmlWriter;
use crate::model::direction::{direction, isolate};
use crate::reading::oembed::OembedPost;

/// Default and maximum width of a quotation, in pixels.
const WIDTH: u32 = 600;
/// Default and maximum height of a quotation, in pixels.
const HEIGHT: u32 = 200;

/// The maximum size that the consumer requests, in pixels.
#[derive(Clone, Copy, Debug, Default)]
pub struct MaxSize {
    pub width: Option<u32>,
    pub height: Option<u32>,
}

/// Serializes a post as oEmbed JSON.
pub fn write_json(embed: &OembedPost, room: MaxSize) -> Vec<u8> {
    Value::Object(describe(embed, room)).to_string().into_bytes()
}

/// Serializes a post as oEmbed XML.
pub fn write_xml(embed: &OembedPost, room: MaxSize) -> io::Result<Vec<u8>> {
    let mut xml = XmlWriter::document()?;
    xml.open("oembed", &[])?;
    for (name, value) in describe(embed, room) {
        let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        xml.text(&name, &[], &text)?;
    }
    xml.close("oembed")?;
    Ok(xml.finish())
}

fn describe(embed: &OembedPost, room: MaxSize) -> Map<String, Value> {
    let mut told = Map::new();
    let mut tell = |name: &str, value: Value| drop(told.insert(name.to_owned(), value));
    tell("version", "1.0".into());
    tell("type", "rich".into());
    tell("title", embed.title.as_str().into());
    if let Some((name, url)) = &embed.author {
        tell("author_name", name.as_str().into());
        tell("author_url", url.as_str().into());
    }
    tell("provider_name", embed.site.0.as_str().into());
    tell("provider_url", embed.site.1.as_str().into());
    tell("cache_age", 3600.into());
    tell("html", quote(embed).into());
    tell("width", room.width.unwrap_or(WIDTH).min(WIDTH).into());
    tell("height", room.height.unwrap_or(HEIGHT).min(HEIGHT).into());
    // All three fields or none, and not larger than requested.
    let fits = |(width, height): &(i64, i64)| {
        room.width.is_none_or(|most| *width <= i64::from(most))
            && room.height.is_none_or(|most| *height <= i64::from(most))
    };
    if let Some((width, height)) = embed.cover.size.filter(fits) {
        tell("thumbnail_url", embed.cover.url.as_str().into());
        tell("thumbnail_width", width.into());
        tell("thumbnail_height", height.into());
    }
    told
}

fn quote(embed: &OembedPost) -> String {
    let OembedPost { title, excerpt, url, published, author, site, .. } = embed;
    let [title, excerpt, url, day, site] = [title, excerpt, url, &published.text, &site.0].map(escape);
    let author = author.as_ref().map(|(name, _)| format!("{}, ", isolate(&escape(name)))).unwrap_or_default();
    let dir = |text: &str| direction(text).map(|dir| format!(" dir=\"{dir}\"")).unwrap_or_default();
    format!(
        "<blockquote cite=\"{url}\"><p{}><a href=\"{url}\">{title}</a></p><p{}>{excerpt}</p>\
         <footer>{author}{}, {day}</footer></blockquote>",
        dir(&title),
        dir(&excerpt),
        isolate(&site)
    )
}
