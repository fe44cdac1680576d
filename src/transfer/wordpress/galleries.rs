//! Galleries and playlists that name files by their numbers.

use html_escape::{encode_double_quoted_attribute as quote, encode_text};

use super::attachments::Attachment;
use super::content::ContentLocation;
use super::shortcodes::ShortcodeAttributes;
use crate::transfer::report::ImportReport;

/// `[gallery]`: the named pictures, or all that were uploaded to the entry.
pub fn from_shortcode(attributes: &ShortcodeAttributes, place: ContentLocation, report: &mut ImportReport) -> String {
    let pictures = pick(attributes, place, report).into_iter().filter(|file| file.is_image());
    let links = attributes.get("link") == Some("file");
    let figures: Vec<String> = pictures.map(|picture| figure(picture, links)).collect();
    let columns = attributes.get("columns").and_then(|columns| columns.parse().ok());
    whole("", columns, &figures)
}

/// A gallery of finished figures; WordPress puts three in a row unless told otherwise.
pub fn whole(classes: &str, columns: Option<usize>, figures: &[String]) -> String {
    if figures.is_empty() {
        return String::new();
    }
    let columns = columns.unwrap_or(3.min(figures.len())).clamp(1, 9);
    let classes = format!("gallery gallery-{columns} {classes}");
    format!("\n\n<div class=\"{}\">{}</div>\n\n", classes.trim_end(), figures.concat())
}

/// `[playlist]`: a list of links to its files.
pub fn playlist(attributes: &ShortcodeAttributes, place: ContentLocation, report: &mut ImportReport) -> String {
    let files = pick(attributes, place, report).into_iter().filter(|file| !file.is_image());
    let items = files.map(|file| {
        let label = if file.title.is_empty() { &file.url } else { &file.title };
        format!("<li><a href=\"{}\">{}</a></li>", quote(&file.url), encode_text(label))
    });
    let items: String = items.collect();
    if items.is_empty() { items } else { format!("\n\n<ul>{items}</ul>\n\n") }
}

fn pick<'a>(
    attributes: &ShortcodeAttributes,
    place: ContentLocation<'a>,
    report: &mut ImportReport,
) -> Vec<&'a Attachment> {
    let Some(ids) = attributes.any(&["ids", "include"]) else {
        let of = attributes.get("id").and_then(|id| id.parse().ok()).unwrap_or(place.entry_id);
        return place.context.attachments.of_entry(of);
    };
    let ids = ids.split(|c: char| !c.is_ascii_digit()).filter_map(|id| id.parse::<i64>().ok());
    let found = ids.filter_map(|id| {
        let found = place.context.attachments.get(id);
        if found.is_none() {
            report.leave_out("picture in a gallery", "the export does not hold the file it names");
        }
        found
    });
    found.collect()
}

fn figure(picture: &Attachment, links: bool) -> String {
    let image = format!("<img src=\"{}\" alt=\"{}\">", quote(&picture.url), quote(&picture.alt));
    let image = match links {
        true => format!("<a href=\"{}\">{image}</a>", quote(&picture.url)),
        false => image,
    };
    let caption = match picture.caption.as_str() {
        "" => String::new(),
        caption => format!("<figcaption>{}</figcaption>", encode_text(caption)),
    };
    format!("<figure>{image}{caption}</figure>")
}
