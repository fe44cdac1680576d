//! Converts the file of a story to an entry.

use dom_query::{Document, NodeRef};
use html_escape::{encode_double_quoted_attribute as quote, encode_text};
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use crate::text::old_path::normalize;
use crate::text::parse::parse;
use crate::text::plain_text::{collapse, text_of};
use crate::transfer::markdown::dates;
use crate::transfer::record::{ImportedEntry, ImportedEntryStatus, Markup, SkippedItem};
use crate::transfer::wordpress::embeds;

/// Converts a story with this number. `name` is that of the file: `2020-01-02_The-title-1a2b3c4d5e6f.html`, or
/// `draft_…`.
///
/// # Errors
/// What is left out and why, if the file is no story.
pub fn read(html: &str, name: &str, number: i64) -> Result<ImportedEntry, SkippedItem> {
    let document = parse(html);
    let body = first(&document, "section[data-field=\"body\"], section.e-content");
    let Some(body) = body else { return Err(SkippedItem::new("file without a story", "it has no text of Medium")) };
    let published = first(&document, "time.dt-published").and_then(|time| time.attr("datetime"));
    let is_draft = name.starts_with("draft_") || published.is_none();
    // Not `text_of`: the title of a document is no text for its readers.
    let title = first(&document, ".p-name").or_else(|| first(&document, "title"));
    let title = title.map(|title| collapse(&title.text())).unwrap_or_default();
    let link = first(&document, "a.p-canonical").map(|link| link.attr_or("href", "").to_string()).unwrap_or_default();
    let subtitle = first(&document, ".p-summary").map(|subtitle| text_of(&subtitle).trim().to_owned());
    let author = first(&document, ".p-author").map(|author| text_of(&author).trim().to_owned());
    let stem = name.strip_suffix(".html").unwrap_or(name);
    let (_, id) = name_parts(stem.split_once('_').map_or(stem, |(_, rest)| rest));
    // File names have lost the letters that are not ASCII; addresses have them. A draft is named after its title.
    let last = link.rsplit('/').next().unwrap_or_default();
    let (slug, _) = name_parts(&percent_decode_str(last).decode_utf8_lossy());
    drop_head(&body, &title, subtitle.as_deref().unwrap_or_default());
    shape(&document);
    let mut entry = ImportedEntry {
        guid: if id.is_empty() { format!("medium:{name}") } else { format!("https://medium.com/p/{id}") },
        old_id: number,
        status: if is_draft { ImportedEntryStatus::Draft } else { ImportedEntryStatus::Published },
        title,
        slug,
        author: author.unwrap_or_default(),
        published_ms: published.and_then(|time| dates::parse(&time, &TimeZone::UTC)),
        markup: Markup::Html,
        // Medium has the beginning of the text if there is no other subtitle; an excerpt begins so anyway.
        excerpt: subtitle.filter(|subtitle| !subtitle.ends_with('…')).unwrap_or_default(),
        body: body.inner_html().to_string(),
        comments_open: true,
        ..ImportedEntry::default()
    };
    let path = normalize(&link);
    if !is_draft && path != "/" {
        // The name of a publication or person is its first part, unless it had a domain of its own.
        entry.old_paths.extend(path.rsplit_once('/').map(|(_, last)| format!("/{last}")));
        entry.old_paths.push(path);
        entry.old_paths.dedup();
    }
    if !id.is_empty() && !is_draft {
        entry.old_paths.push(format!("/p/{id}"));
    }
    entry.link = link;
    Ok(entry)
}

/// Splits the name of a story into slug and ID.
fn name_parts(name: &str) -> (String, String) {
    match name.rsplit_once('-') {
        Some((slug, id)) if id.len() >= 8 && id.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
            (slug.trim_matches('-').to_owned(), id.to_owned())
        }
        _ => (name.to_owned(), String::new()),
    }
}

fn first<'a>(document: &'a Document, selector: &str) -> Option<NodeRef<'a>> {
    document.select(selector).nodes().first().copied()
}

/// Removes the first headings, which repeat the title and the subtitle.
fn drop_head(body: &NodeRef, title: &str, subtitle: &str) {
    let heading = body.descendants_it().find(|node| node.has_class("graf--title") || node.has_name("h3"));
    if let Some(heading) = heading.filter(|heading| text_of(heading).trim() == title) {
        heading.remove_from_parent();
    }
    let below = body.descendants_it().find(|node| node.has_class("graf--subtitle"));
    if let Some(below) = below.filter(|below| !subtitle.is_empty() && text_of(below).trim() == subtitle) {
        below.remove_from_parent();
    }
}

/// Replaces the elements that only Medium has.
fn shape(document: &Document) {
    for divider in document.select(".section-divider").nodes() {
        divider.replace_with_html("<hr>");
    }
    // The line before the first section separates nothing.
    if let Some(divider) = first(document, "section section:first-of-type hr") {
        divider.remove_from_parent();
    }
    for card in document.select(".graf--mixtapeEmbed").nodes() {
        let Some(link) = card.find(&["a"]).into_iter().next() else { continue };
        let part = |name: &str| link.find(&[name]).first().map(|node| text_of(node).trim().to_owned());
        let (href, title) = (link.attr_or("href", "").to_string(), part("strong").unwrap_or_default());
        let title = if title.is_empty() { href.clone() } else { title };
        let text = part("em").filter(|text| !text.is_empty());
        let text = text.map(|text| format!("<p class=\"link-card-text\">{}</p>", encode_text(&text)));
        card.replace_with_html(format!(
            "<div class=\"link-card\"><p class=\"link-card-title\"><a href=\"{}\">{}</a></p>{}</div>",
            quote(&href),
            encode_text(&title),
            text.unwrap_or_default()
        ));
    }
    for script in document.select("figure script[src]").nodes() {
        let address = script.attr_or("src", "").to_string();
        let address = address.strip_suffix(".js").unwrap_or(&address);
        let html = embeds::link(address, "");
        // A figure has nothing else in it.
        match script.parent().filter(|figure| figure.has_name("figure") && figure.find(&["figcaption"]).is_empty()) {
            Some(figure) => figure.replace_with_html(html.trim()),
            None => script.replace_with_html(html.trim()),
        }
    }
    for quote in document.select("blockquote.graf--pullquote").nodes() {
        quote.set_attr("class", "pullquote");
    }
    for (figure, class) in [(".graf--layoutOutsetCenter", "align-wide"), (".graf--layoutFillWidth", "align-full")] {
        for node in document.select(&format!("figure{figure}")).nodes() {
            node.set_attr("class", class);
        }
    }
    for code in document.select("pre").nodes() {
        code.remove_attr("name");
    }
}
