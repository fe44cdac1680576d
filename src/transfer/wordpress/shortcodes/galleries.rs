//! Galleries and playlists, which refer to files by ID.

use html_escape::{encode_double_quoted_attribute as quote, encode_text};

use super::attributes::ShortcodeAttributes;
use crate::transfer::report::ImportReport;
use crate::transfer::wordpress::attachments::Attachment;
use crate::transfer::wordpress::content_context::ContentLocation;
use crate::transfer::wordpress::gallery;
use crate::transfer::wordpress::players::{Player, PlayerKind};

/// Renders `[gallery]`: the listed pictures, or all that were uploaded to the entry.
pub fn gallery(attributes: &ShortcodeAttributes, place: ContentLocation, report: &mut ImportReport) -> String {
    let pictures = pick(attributes, place, report).into_iter().filter(|file| file.is_image());
    let links = attributes.get("link") == Some("file");
    let figures: Vec<String> = pictures.map(|picture| figure(picture, links)).collect();
    let columns = attributes.get("columns").and_then(|columns| columns.parse().ok());
    gallery::render("", columns, &figures)
}

/// Renders `[playlist]`: a player for each of its files.
pub fn playlist(attributes: &ShortcodeAttributes, place: ContentLocation, report: &mut ImportReport) -> String {
    let wanted = match attributes.get("type") {
        Some("video") => PlayerKind::Video,
        _ => PlayerKind::Audio,
    };
    let files = pick(attributes, place, report).into_iter();
    let files = files.filter(|file| PlayerKind::of(&file.url) == Some(wanted));
    let player = |file: &Attachment| {
        Player { kind: wanted, address: &file.url, poster: "", inside: "", caption: file.label() }.render()
    };
    files.map(player).collect()
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
            report.leave_out("file in a gallery or playlist", "the export does not hold the file it names");
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
