//! Converts an item of a feed to an entry.

use html_escape::encode_double_quoted_attribute as quote;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use super::blogger::{self, Kind};
use super::dates::date;
use crate::text::old_path::normalize;
use crate::text::plain_text::plain;
use crate::transfer::record::{
    ImportedEntry, ImportedEntryKind, ImportedEntryStatus, ImportedImage, Markup, SkippedItem,
};
use crate::transfer::wordpress::xml::XmlElement;

/// An entry, its author and the names of its terms.
pub struct FeedItem {
    pub entry: Box<ImportedEntry>,
    pub author: Option<String>,
    pub terms: Vec<String>,
}

/// Converts an item with this number in the feed.
///
/// # Errors
/// What is left out and why, if the item is no post or page; nothing if another part of the import has it.
pub fn read(item: &XmlElement, number: i64, zone: &TimeZone) -> Result<FeedItem, Option<SkippedItem>> {
    let kind = match blogger::kind(item) {
        Some(Kind::Post) | None => ImportedEntryKind::Post,
        Some(Kind::Page) => ImportedEntryKind::Page,
        Some(Kind::Comment) => return Err(None),
        Some(Kind::Other) => return Err(Some(SkippedItem::new("setting of Blogger", "settings do not come along"))),
    };
    let link = link(item);
    let filled = |names: &[&str]| names.iter().map(|name| item.get(name).trim()).find(|text| !text.is_empty());
    let mut entry = Box::new(ImportedEntry {
        guid: filled(&["guid", "id"]).unwrap_or(&link).to_owned(),
        kind,
        old_id: number,
        status: blogger::status(item).unwrap_or(ImportedEntryStatus::Published),
        title: plain(item.get("title")),
        published_ms: filled(&["pubDate", "published", "dc:date", "blogger:created", "updated"])
            .and_then(|text| date(text, zone)),
        modified_ms: filled(&["updated", "atom:updated"]).and_then(|text| date(text, zone)),
        markup: Markup::Html,
        comments_open: kind == ImportedEntryKind::Post,
        seo_description: filled(&["blogger:metaDescription"]).map(plain).unwrap_or_default(),
        ..ImportedEntry::default()
    });
    let full = filled(&["content:encoded", "content"]);
    let short = filled(&["description", "summary"]);
    full.or(short).unwrap_or_default().clone_into(&mut entry.body);
    // A summary that begins as the text does is only its beginning.
    let summary = short.filter(|_| full.is_some()).map(plain).unwrap_or_default();
    if !plain(&entry.body).starts_with(summary.trim_end_matches(['…', '.', ' '])) {
        entry.excerpt = summary;
    }
    add_enclosures(item, &mut entry);
    if entry.guid.is_empty() {
        entry.guid = format!("feed:{}:{}", entry.title, entry.published_ms.unwrap_or_default());
    }
    entry.slug = slug(&link);
    let path = normalize(&without_tracking(&link));
    if path != "/" && !link.is_empty() {
        entry.old_paths.push(path);
    }
    add_what_is_elsewhere(item, &mut entry);
    entry.link = link;
    Ok(FeedItem { entry, author: author(item), terms: terms(item) })
}

/// Returns the address of an item: that of its page, or its path in the file names of Blogger.
pub fn link(item: &XmlElement) -> String {
    let links = item.all("link").filter(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"));
    let address = links.map(|link| link.attribute("href").unwrap_or(&link.text).trim()).find(|link| !link.is_empty());
    let permalink = item.all("guid").find(|guid| guid.attribute("isPermaLink") != Some("false"));
    let permalink = permalink.map(|guid| guid.text.trim()).filter(|guid| guid.starts_with("http"));
    let names = ["blogger:bloggerPermalink", "blogger:filename"].map(|name| item.get(name).trim());
    let named = names.into_iter().find(|name| !name.is_empty());
    address.or(named).or(permalink).unwrap_or_default().to_owned()
}

/// Returns an address without what only tells where readers came from.
fn without_tracking(link: &str) -> String {
    let Some((path, query)) = link.split_once('?') else { return link.to_owned() };
    let query = query.split('#').next().unwrap_or_default();
    let kept: Vec<&str> =
        query.split('&').filter(|pair| !pair.starts_with("utm_") && !pair.starts_with("source=rss")).collect();
    if kept.is_empty() { path.to_owned() } else { format!("{path}?{}", kept.join("&")) }
}

/// Adds a picture that the feed states apart from the text, and a link to a text that is not in the feed.
fn add_what_is_elsewhere(item: &XmlElement, entry: &mut ImportedEntry) {
    let groups = || std::iter::once(item).chain(item.all("media:group"));
    let pictures = groups().flat_map(|group| group.all("media:content").chain(group.all("media:thumbnail")));
    let mut pictures = pictures.filter_map(|media| {
        let address = media.attribute("url")?.trim();
        let kind = media.attribute("medium").or(media.attribute("type")).unwrap_or("image");
        let is_picture = kind.starts_with("image") && address.starts_with("http");
        is_picture.then(|| address.to_owned())
    });
    if entry.image.is_none()
        && let Some(url) = pictures.find(|address| !entry.body.contains(address))
    {
        entry.image = Some(ImportedImage { url, ..ImportedImage::default() });
    }
    let content = item.all("content").next();
    if let Some(address) = content.and_then(|content| content.attribute("src")).filter(|src| src.starts_with("http")) {
        entry.left_out.push(SkippedItem::new("text at another address", "the feed does not hold it").at(address));
        entry.body.push_str(&format!("<p><a href=\"{0}\">{0}</a></p>", quote(address)));
    }
    // A plain text keeps its lines.
    if content.is_some_and(|content| matches!(content.attribute("type"), Some("text")) && content.children.is_empty()) {
        entry.body =
            entry.body.split("\n\n").map(|part| format!("<p>{}</p>", part.trim().replace('\n', "<br>"))).collect();
    }
}

/// Returns the last part of the path, without the end of a file name.
fn slug(link: &str) -> String {
    let path = link.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let path = path.split_once("://").map_or(path, |(_, rest)| rest.split_once('/').map_or("", |(_, path)| path));
    let last = path.rsplit('/').next().unwrap_or_default();
    let last = [".html", ".htm", ".php"].iter().find_map(|end| last.strip_suffix(end)).unwrap_or(last);
    percent_decode_str(last).decode_utf8_lossy().into_owned()
}

fn author(item: &XmlElement) -> Option<String> {
    let named = item.all("author").find_map(|author| Some(author.get("name").trim()).filter(|name| !name.is_empty()));
    let named = named.or_else(|| Some(item.get("dc:creator").trim()).filter(|name| !name.is_empty()));
    // `lan@a.example (Trần Lan)` in RSS 2.0.
    let named = named.or_else(|| {
        let text = item.get("author").trim();
        text.split_once('(').map_or(Some(text), |(_, name)| name.strip_suffix(')'))
    });
    named.map(plain).filter(|name| !name.is_empty() && !name.contains('@'))
}

fn terms(item: &XmlElement) -> Vec<String> {
    let is_label = |element: &&XmlElement| !element.attribute("scheme").is_some_and(|scheme| scheme.ends_with("#kind"));
    let categories = item.all("category").filter(is_label);
    let names = categories.map(|element| {
        let named = element.attribute("label").or(element.attribute("term")).unwrap_or(&element.text);
        plain(named)
    });
    names.filter(|name| !name.is_empty()).collect()
}

/// Adds attached files: the first picture becomes that of the entry, the others stand at the end of the text.
fn add_enclosures(item: &XmlElement, entry: &mut ImportedEntry) {
    let links = item.all("link").filter(|link| link.attribute("rel") == Some("enclosure"));
    let enclosures = item.all("enclosure").chain(links);
    let found = enclosures.filter_map(|file| {
        let address = file.attribute("url").or(file.attribute("href"))?.trim();
        Some((address, file.attribute("type").unwrap_or_default()))
    });
    for (address, kind) in found.filter(|(address, _)| address.starts_with("http")) {
        if entry.body.contains(address) {
            continue;
        }
        let quoted = quote(address);
        if kind.starts_with("image/") && entry.image.is_none() {
            entry.image = Some(ImportedImage { url: address.to_owned(), ..ImportedImage::default() });
            continue;
        }
        let html = match kind.split('/').next().unwrap_or_default() {
            "image" => format!("<figure><img src=\"{quoted}\" alt=\"\"></figure>"),
            "audio" => format!("<figure><audio controls src=\"{quoted}\"></audio></figure>"),
            "video" => format!("<figure><video controls src=\"{quoted}\"></video></figure>"),
            _ => format!("<p class=\"file\"><a href=\"{quoted}\">{quoted}</a></p>"),
        };
        entry.body.push_str(&html);
    }
}
