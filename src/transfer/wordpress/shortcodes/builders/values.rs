//! Values in the attributes of page builders' shortcodes.

use html_escape::{decode_html_entities, encode_double_quoted_attribute as quote, encode_text};
use percent_encoding::percent_decode_str;

use super::ShortcodeAttributes;
use crate::transfer::wordpress::content_context::ContentLocation;
use crate::transfer::wordpress::embeds;

const LINKS: &[&str] = &["link", "url", "href", "button_url", "button_link", "btn_link", "link_url", "button_one_url"];
const PICTURES: &[&str] = &[
    "image",
    "img",
    "src",
    "image_url",
    "image_id",
    "custom_src",
    "pic_link",
    "portrait_url",
    "picture",
    "photo",
    "bg",
    "background_image",
    "bg_image",
    "attachment",
];

/// Returns the picture that attributes name by address or ID, or whose address is the content.
pub fn picture(
    attributes: &ShortcodeAttributes,
    inside: &str,
    is_image: bool,
    place: ContentLocation,
) -> Option<String> {
    let names = PICTURES.iter().filter_map(|name| attributes.get(name));
    let id = attributes.get("id").filter(|_| is_image);
    let mut values = names.chain(id).chain(Some(inside).filter(|_| is_image));
    let alt = text(attributes, &["alt", "title_text"]).unwrap_or_default();
    values.find_map(|value| {
        if let Some(address) = picture_address(value) {
            return Some(format!("<img src=\"{}\" alt=\"{}\">", quote(&address), quote(&decode_html_entities(&alt))));
        }
        let id = value.split(|c: char| !c.is_ascii_digit()).next().and_then(|id| id.parse().ok())?;
        let found = place.context.attachments.get(id).filter(|file| file.is_image())?;
        let alt = if alt.is_empty() { &found.alt } else { &alt };
        Some(format!("<img src=\"{}\" alt=\"{}\">", quote(&found.url), quote(alt)))
    })
}

/// Returns the address if a value is that of a picture.
pub fn picture_address(value: &str) -> Option<String> {
    let address = decode_html_entities(value).into_owned();
    let is_address = embeds::is_bare_address(&address) || address.starts_with('/') && !address.contains(['<', ' ']);
    let path = address.split(['?', '#', '|']).next().unwrap_or_default().to_ascii_lowercase();
    let is_picture = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".svg"].iter().any(|end| path.ends_with(end));
    (is_address && is_picture).then(|| address.split('|').next().unwrap_or_default().to_owned())
}

/// Puts a link around HTML, if there is one.
pub fn linked(html: String, link: Option<&str>) -> String {
    match link {
        Some(link) => format!("<a href=\"{}\">{html}</a>", quote(link)),
        None => html,
    }
}

/// Returns the link that attributes state.
pub fn link(attributes: &ShortcodeAttributes) -> Option<String> {
    LINKS.iter().filter_map(|name| attributes.get(name)).find_map(|value| {
        let link = target(value)?;
        let is_link = ["http://", "https://", "//", "/", "#", "mailto:", "tel:"].iter().any(|it| link.starts_with(it));
        (is_link && link.len() > 1).then_some(link)
    })
}

/// Parses an address, which WPBakery writes as `url:https%3A%2F%2F…|title:…`.
pub fn target(value: &str) -> Option<String> {
    // Enfold says where a link comes from before the address.
    let value = value.strip_prefix("manually,").unwrap_or(value);
    let fields = || value.split('|').map(str::trim);
    let address = match fields().find_map(|field| field.strip_prefix("url:")) {
        Some(encoded) => percent_decode_str(encoded).decode_utf8_lossy().into_owned(),
        None if value.contains("|title:") || value.starts_with('|') => return None,
        None => decode_html_entities(value.trim()).into_owned(),
    };
    (!address.is_empty()).then_some(address)
}

/// Returns the first of these attributes that is a text, as HTML without tags.
pub fn text(attributes: &ShortcodeAttributes, names: &[&str]) -> Option<String> {
    let values = names.iter().filter_map(|name| attributes.get(name));
    let texts = values.filter(|value| value.chars().any(char::is_alphanumeric) && !is_setting(value)).map(|value| {
        // What builders write for quotation marks and brackets, which end attributes and shortcodes.
        let value = value.replace("%22", "\"").replace("%91", "[").replace("%93", "]");
        let value = value.replace("`{`", "[").replace("`}`", "]").replace("``", "\"");
        encode_text(&crate::text::plain_text::plain(&value)).into_owned()
    });
    texts.into_iter().find(|text| !text.trim().is_empty())
}

/// Returns whether a value is for the builder rather than for readers.
fn is_setting(value: &str) -> bool {
    ["true", "false", "yes", "no", "on", "off", "none", "default", "center", "left", "right", "full"].contains(&value)
        || embeds::is_bare_address(value)
}
