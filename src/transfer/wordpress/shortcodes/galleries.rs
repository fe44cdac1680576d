//! Galleries and playlists, which refer to files by ID.

use html_escape::{encode_double_quoted_attribute as quote, encode_text};

use super::attributes::ShortcodeAttributes;
use crate::transfer::report::ImportReport;
use crate::transfer::wordpress::attachments::Attachment;
use crate::transfer::wordpress::content_context::ContentLocation;
use crate::transfer::wordpress::gallery;

/// Renders `[gallery]`: the listed pictures, or all that were uploaded to the entry.
pub fn gallery(attributes: &ShortcodeAttributes, place: ContentLocation, report: &mut ImportReport) -> String {
    let pictures = pick(attributes, place, report).into_iter().filter(|file| file.is_image());
    let links = attributes.get("link") == Some("file");
    let figures: Vec<String> = pictures.map(|picture| figure(picture, links)).collect();
    let columns = attributes.get("columns").and_then(|columns| columns.parse().ok());
    gallery::render("", columns, &figures)
}

/// Renders `[playlist]` as a list of links to its files.
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

/// Renders a picture with its caption.
pub fn figure(picture: &Attachment, links: bool) -> String {
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
