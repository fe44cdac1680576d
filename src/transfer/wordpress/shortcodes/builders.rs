//! Shortcodes of page builders: Flatsome, WPBakery (Visual Composer), Divi, Avada, Shortcodes Ultimate and their kind.
//! What they say is in their content and in attributes with much the same names: it stays, and their machinery goes.

mod files;
mod groups;
mod values;

use html_escape::{encode_double_quoted_attribute as quote, encode_text};

use super::attributes::ShortcodeAttributes;
use super::galleries;
use crate::transfer::report::ImportReport;
use crate::transfer::wordpress::content_context::ContentLocation;
use crate::transfer::wordpress::gallery;
use files::{file, raw_html, video};
use groups::{profiles, repeated};
use values::{link, linked, picture, picture_address, text};

/// Beginnings of the names of builders' shortcodes.
#[rustfmt::skip]
const PREFIXES: &[&str] = &[
    "vc_", "et_pb_", "fusion_", "ux_", "su_", "av_", "mk_", "cs_", "kc_", "tatsu_", "nectar_", "qode_", "eltdf_",
    "mkdf_", "edgtf_", "thb_", "ultimate_", "stm_", "porto_", "cmsms_", "dt_", "tdc_", "wpb_", "gt3_", "bsf_",
];
/// Names without such a beginning, as Flatsome and many themes have them.
#[rustfmt::skip]
const NAMES: &[&str] = &[
    "accordion", "accordion-item", "accordion_item", "alert", "background", "box", "button", "col", "col_grid",
    "col_inner", "col_inner_1", "column", "columns", "featured_box", "lightbox", "logo", "message_box", "one_fourth",
    "one_half", "one_third", "page_header", "row", "row_inner", "row_inner_1", "scroll_to", "section",
    "section_inner", "spoiler", "tab", "tabby", "tabgroup", "tabs", "team_member", "testimonial", "text_box", "title",
    "toggle", "two_third",
];
/// What only makes room, or lists what the page holds: nothing of it is shown. It may stand without attributes.
#[rustfmt::skip]
const BLANK: &[&str] = &[
    "clear", "divider", "ez-toc", "et_pb_divider", "fusion_separator", "gap", "lwptoc", "spacer", "su_divider",
    "su_spacer", "tabbyending", "toc", "ux_gap", "vc_empty_space", "vc_separator",
];
/// What shows parts of the old site. It is only known beside shortcodes of builders, since these are words, too.
const MACHINERY: &[&str] = &["share", "follow", "products", "search", "cart", "map", "blog_posts", "ux_products"];
/// Parts of names of shortcodes in the middle of a sentence.
const INLINE: &[&str] =
    &["highlight", "dropcap", "label", "icon", "abbr", "tooltip", "popover", "_span", "_color", "typed"];
/// Parts of names of shortcodes that only arrange what is in them.
#[rustfmt::skip]
const FRAMES: &[&str] = &[
    "accordion", "box", "code", "col", "container", "content", "counters", "grid", "group", "html", "inner", "list",
    "map", "message", "note", "panel", "row", "section", "slider", "table", "tabs", "testimonials", "text", "toggles",
    "tour", "wrapper",
];
/// Notes in the text.
const NOTES: &[&str] = &["ref", "footnote", "fn", "efn_note", "mfn", "footnotes_note"];

#[rustfmt::skip]
const TITLES: &[&str] = &[
    "title", "heading", "header", "question", "tab_title", "main_heading", "title_front", "h2", "name",
];
#[rustfmt::skip]
const TEXTS: &[&str] = &[
    "subtitle", "subhead", "sub_heading", "h4", "text", "content", "description", "desc", "text_front", "title_back",
    "text_back", "quote", "author", "position", "job_title", "company", "company_name", "caption", "price", "number",
    "cite", "sum", "address", "pin_address", "artist_name", "album_name", "label", "percent",
];
const LABELS: &[&str] = &["button_text", "btn_title", "btn_text", "link_text", "linktext", "button_one_text"];
const LISTS: &[&str] = &["ids", "images", "gallery_ids", "image_ids", "source"];

/// Returns whether a shortcode of this name is always one, even without attributes or closing tag.
pub fn is_known(name: &str) -> bool {
    BLANK.contains(&name)
}

/// Returns whether a shortcode of this name is one if others of builders are in the same text.
pub fn is_usual(name: &str) -> bool {
    NAMES.contains(&name) || MACHINERY.contains(&name)
}

/// Returns whether a shortcode of this name is one of a builder.
pub fn is_of_builder(name: &str) -> bool {
    NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
}

/// Returns whether a shortcode only arranges what is in it.
pub fn is_frame(name: &str) -> bool {
    is_of_builder(name) && FRAMES.iter().any(|word| name.contains(word))
}

/// Returns whether what is in a shortcode stands in the middle of a sentence.
pub fn is_inline(name: &str) -> bool {
    !is_of_builder(name) || INLINE.iter().any(|word| name.contains(word))
}

/// Returns whether a shortcode lists files by ID.
pub fn is_list(name: &str) -> bool {
    name != "gallery" && ["gallery", "carousel"].iter().any(|word| name.contains(word))
}

/// Returns whether a shortcode of this name is a note in the text.
pub fn is_note(name: &str) -> bool {
    NOTES.contains(&name)
}

/// Renders a builder's shortcode, or returns `None` if it is not one, or is only a frame around `inside`.
pub fn render(
    name: &str,
    attributes: &ShortcodeAttributes,
    inside: &str,
    place: ContentLocation,
    report: &mut ImportReport,
) -> Option<String> {
    if BLANK.contains(&name) {
        return Some(inside.to_owned());
    }
    if name == "follow" {
        return Some(profiles(attributes)).filter(|html| !html.is_empty());
    }
    if !is_of_builder(name) {
        return titled(name, attributes, inside, report);
    }
    let is = |words: &[&str]| words.iter().any(|word| name.contains(word));
    if is(&["raw_html", "fusion_code"]) {
        return Some(raw_html(name, inside, report));
    }
    if is(&["raw_js"]) {
        report.leave_out(format!("shortcode [{name}]"), "it holds program text");
        return Some(String::new());
    }
    if is(&["video", "youtube", "vimeo"]) {
        return video(name, attributes, inside);
    }
    if is_list(name)
        && let Some(html) = pictures(name, attributes, inside, place, report)
    {
        return Some(html);
    }
    if is(&["button", "_btn"]) && !is(&["_cta"]) {
        return button(attributes, inside);
    }
    if is(&["li_item"]) {
        return Some(format!("\n\n<ul><li>{}</li></ul>\n\n", inside.trim()));
    }
    if is(&["checklist"]) {
        let items: Vec<&str> = inside.split("</ul>").map(|item| item.trim().trim_start_matches("<ul>")).collect();
        return Some(format!("\n\n<ul>{}</ul>\n\n", items.concat())).filter(|_| inside.contains("<li>"));
    }
    if is(&["tooltip", "popover"])
        && let (Some(words), false) = (text(attributes, &["content", "title"]), inside.trim().is_empty())
    {
        return Some(format!("{inside} ({words})"));
    }
    if is(&["audio", "document", "file"])
        && let Some(html) = file(attributes)
    {
        return Some(html);
    }
    if is(&["heading", "fusion_title"]) || name == "title" {
        return heading(attributes, inside);
    }
    if is(&["accordion-item", "accordion_item", "accordion_tab", "toggle", "spoiler", "tta_section"]) {
        let title = text(attributes, TITLES)?;
        return Some(format!("\n\n<details><summary>{title}</summary>{}</details>\n\n", block(inside)));
    }
    mined(name, attributes, inside, place)
}

/// Renders the title of a shortcode that is not known, if it has content: a tab or box of another builder.
fn titled(name: &str, attributes: &ShortcodeAttributes, inside: &str, report: &mut ImportReport) -> Option<String> {
    let title = text(attributes, &["title", "heading"]).filter(|_| !inside.trim().is_empty())?;
    report.leave_out(format!("shortcode [{name}]"), "it is not known here; text in it was kept");
    Some(format!("\n\n<h3>{title}</h3>{}", block(inside)))
}

/// Renders whatever attributes hold: picture, heading, texts and link, around the content.
fn mined(name: &str, attributes: &ShortcodeAttributes, inside: &str, place: ContentLocation) -> Option<String> {
    let is_image = ["image", "logo", "single_img"].iter().any(|word| name.contains(word));
    let link = link(attributes);
    let picture = picture(attributes, inside.trim(), is_image, place);
    if is_image && let Some(picture) = picture {
        let inside = if picture_address(inside.trim()).is_some() { "" } else { inside };
        let caption = text(attributes, &["caption"]).map(|text| format!("<figcaption>{text}</figcaption>"));
        let picture = linked(picture, link.as_deref().filter(|link| picture_address(link).is_none()));
        return Some(format!("\n\n<figure>{picture}{}</figure>\n\n{inside}", caption.unwrap_or_default()));
    }
    let mut html = picture.map(|picture| format!("\n\n<figure>{picture}</figure>\n\n")).unwrap_or_default();
    let label = text(attributes, LABELS);
    // Of a person, the name is the title, and the other one is what the person does.
    let order = |field: &&&str| **field != "name" || !is_person(name);
    let mut titles: Vec<&&str> = TITLES.iter().collect();
    titles.sort_by_key(order);
    let mut titles = titles.into_iter().filter_map(|field| text(attributes, &[*field]));
    if let Some(title) = titles.next() {
        let title = linked(title, link.as_deref().filter(|_| label.is_none()));
        html.push_str(&format!("\n\n<h3>{title}</h3>\n\n"));
    }
    let texts = titles.chain(TEXTS.iter().filter_map(|field| text(attributes, &[*field])));
    texts.for_each(|text| html.push_str(&format!("\n\n<p>{text}</p>\n\n")));
    html.push_str(&repeated(attributes, place));
    html.push_str(&profiles(attributes));
    let is_frame = html.is_empty();
    html.push_str(&if is_frame { inside.to_owned() } else { block(inside) });
    match (label, link) {
        (Some(label), Some(link)) => html.push_str(&button_html(&label, &link)),
        // A link to which nothing says where it leads.
        (None, Some(link)) if is_frame && !inside.trim().is_empty() && !inside.contains("<a ") => {
            html.push_str(&format!("\n\n<p>{}</p>\n\n", linked(encode_text(&link).into_owned(), Some(&link))));
        }
        _ if is_frame => return None,
        _ => {}
    }
    Some(html)
}

fn is_person(name: &str) -> bool {
    ["team", "person", "member", "testimonial"].iter().any(|word| name.contains(word))
}

/// Sets content apart, so that its lines become paragraphs.
pub fn block(inside: &str) -> String {
    format!("\n\n{}\n\n", inside.trim())
}

fn button(attributes: &ShortcodeAttributes, inside: &str) -> Option<String> {
    let inside = Some(inside.trim().to_owned()).filter(|inside| !inside.is_empty());
    let label = inside.or_else(|| text(attributes, LABELS)).or_else(|| text(attributes, &["text", "title", "label"]));
    match (label, link(attributes)) {
        (Some(label), Some(link)) => Some(button_html(&label, &link)),
        (Some(label), None) => Some(format!("\n\n<p>{label}</p>\n\n")),
        (None, Some(link)) => Some(button_html(&encode_text(&link), &link)),
        (None, None) => None,
    }
}

fn button_html(label: &str, link: &str) -> String {
    format!("\n\n<div class=\"buttons\"><a class=\"button\" href=\"{}\">{label}</a></div>\n\n", quote(link))
}

fn heading(attributes: &ShortcodeAttributes, inside: &str) -> Option<String> {
    let inside = Some(inside.trim().to_owned()).filter(|inside| !inside.is_empty());
    let words = text(attributes, &["text", "title", "heading", "main_heading"]).or(inside.clone())?;
    let stated = attributes.any(&["tag_name", "tag", "size", "heading_tag", "font_container"]).unwrap_or_default();
    let digit = stated.chars().find(|c| ('1'..='6').contains(c)).filter(|_| stated.len() < 3 || stated.contains("h"));
    // The title of the page is the only heading of the first level.
    let level = digit.map_or('2', |digit| digit.max('2'));
    let below = inside.filter(|inside| *inside != words).map(|inside| block(&inside)).unwrap_or_default();
    let words = linked(words, link(attributes).as_deref());
    Some(format!("\n\n<h{level}>{words}</h{level}>\n\n{below}"))
}

fn pictures(
    name: &str,
    attributes: &ShortcodeAttributes,
    inside: &str,
    place: ContentLocation,
    report: &mut ImportReport,
) -> Option<String> {
    let ids = attributes.any(LISTS)?;
    let mut figures = Vec::new();
    for id in ids.split(|c: char| !c.is_ascii_digit()).filter_map(|id| id.parse::<i64>().ok()) {
        match place.context.attachments.get(id) {
            Some(picture) if picture.is_image() => figures.push(galleries::figure(picture, false)),
            Some(_) => {}
            None => report.leave_out("picture in a gallery", "the export does not hold the file it names"),
        }
    }
    if figures.is_empty() && !name.contains("gallery") {
        return None;
    }
    let columns = attributes.any(&["columns", "cols"]).and_then(|columns| columns.parse().ok());
    Some(format!("{}{inside}", gallery::render("", columns, &figures)))
}
