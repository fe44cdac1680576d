//! Converts elements of an export file to records.

pub mod author;
mod comment;
mod left_out;
pub mod menu;
mod search_engines;
pub mod term;
pub mod value;

use std::collections::HashMap;

use jiff::tz::TimeZone;

use self::term::TermNames;
use self::value::{login, number, plain, slug};
use super::xml::XmlElement;
use super::{dates, permalinks};
use crate::text;
use crate::transfer::record::{ImportRecord, ImportedEntry, ImportedEntryKind, ImportedEntryStatus, SkippedItem};

/// Data of the export that items refer to.
pub struct ItemContext {
    pub zone: TimeZone,
    /// Logins by user ID.
    pub users: HashMap<i64, String>,
    /// The slugs of terms by name.
    pub names: TermNames,
    /// The slugs of categories by ID.
    pub categories: HashMap<i64, String>,
    /// Whether this is the first pass. Then entries have no comments and no old paths.
    pub is_outline: bool,
}

impl ItemContext {
    /// Creates the context for an export whose local times are in `zone`.
    pub fn new(zone: TimeZone) -> Self {
        Self { zone, users: HashMap::new(), names: HashMap::new(), categories: HashMap::new(), is_outline: false }
    }
}

/// Converts an item to an entry.
///
/// # Errors
/// What is skipped and why, if the item is not imported.
pub fn entry(item: &XmlElement, context: &ItemContext) -> Result<ImportedEntry, SkippedItem> {
    let zone = &context.zone;
    let kind = kind(item)?;
    let local = item.get("wp:post_date");
    let mut entry = ImportedEntry {
        guid: item.get("guid").trim().to_owned(),
        kind,
        old_id: number(item, "wp:post_id").unwrap_or(0),
        parent_old_id: number(item, "wp:post_parent"),
        status: status(item)?,
        password: Some(item.get("wp:post_password")).filter(|word| !word.is_empty()).map(str::to_owned),
        title: plain(item.get("title")),
        slug: slug(item.get("wp:post_name")),
        link: item.get("link").trim().to_owned(),
        author: login(item.get("dc:creator")),
        published_ms: dates::read(item.get("wp:post_date_gmt"), local, item.get("pubDate"), zone),
        modified_ms: dates::read(item.get("wp:post_modified_gmt"), item.get("wp:post_modified"), "", zone),
        body: item.get("content:encoded").to_owned(),
        footnotes: meta(item, "footnotes").unwrap_or_default().to_owned(),
        excerpt: text::plain_text::plain(item.get("excerpt:encoded")),
        sticky: item.get("wp:is_sticky").trim() == "1",
        comments_open: item.get("wp:comment_status").trim() == "open",
        menu_order: number(item, "wp:menu_order").unwrap_or(0),
        thumbnail_old_id: meta(item, "_thumbnail_id").and_then(|id| id.trim().parse().ok()),
        alt: plain(meta(item, "_wp_attachment_image_alt").unwrap_or_default()),
        ..ImportedEntry::default()
    };
    if kind == ImportedEntryKind::Attachment {
        let url = item.get("wp:attachment_url").trim();
        entry.attachment_url = (!url.is_empty()).then(|| url.to_owned());
    }
    if entry.guid.is_empty() {
        entry.guid = if entry.link.is_empty() { entry.old_id.to_string() } else { entry.link.clone() };
    }
    if entry.status == ImportedEntryStatus::Trash {
        let wanted = meta(item, "_wp_desired_post_slug").map(slug);
        let shown = entry.slug.strip_suffix("__trashed").unwrap_or(&entry.slug);
        entry.slug = wanted.unwrap_or_else(|| shown.to_owned());
    }
    if context.is_outline {
        return Ok(entry);
    }
    term::assign(item, &context.names, &mut entry);
    put_primary_first(item, context, &mut entry);
    entry.bylines = author::bylines(item);
    search_engines::read(item, &mut entry);
    left_out::count(item, &mut entry);
    comment::read(item, context, &mut entry);
    entry.old_paths = permalinks::entry_paths(&entry);
    let mut likely = permalinks::usual_paths(&entry, &entry.slug, local);
    for earlier in all_meta(item, "_wp_old_slug") {
        likely.extend(permalinks::usual_paths(&entry, &slug(earlier), local));
    }
    likely.retain(|path| !entry.old_paths.contains(path));
    entry.usual_paths = likely;
    Ok(entry)
}

/// Fields in which plugins keep the ID of the main category, which comes first here.
const PRIMARY: [&str; 3] =
    ["_yoast_wpseo_primary_category", "rank_math_primary_category", "_seopress_robots_primary_cat"];

fn put_primary_first(item: &XmlElement, context: &ItemContext, entry: &mut ImportedEntry) {
    let ids = PRIMARY.iter().filter_map(|field| meta(item, field)?.trim().parse::<i64>().ok());
    let slug = ids.filter_map(|id| context.categories.get(&id)).next();
    if let Some(place) = slug.and_then(|slug| entry.categories.iter().position(|category| category == slug)) {
        entry.categories[..=place].rotate_right(1);
    }
}

/// Lists the elements of an item with a date that cannot be read.
pub fn unreadable_dates(item: &XmlElement) -> impl Iterator<Item = &'static str> {
    let fields = ["wp:post_date_gmt", "wp:post_date", "wp:post_modified_gmt", "wp:post_modified"];
    fields.into_iter().filter(|field| dates::is_unreadable(item.get(field)))
}

/// Returns a synced pattern if the item is one.
pub fn pattern(item: &XmlElement) -> Option<ImportRecord> {
    let old_id = number(item, "wp:post_id")?;
    let is_pattern = item.get("wp:post_type").trim() == "wp_block" && item.get("wp:status").trim() == "publish";
    is_pattern.then(|| ImportRecord::Pattern { old_id, body: item.get("content:encoded").to_owned() })
}

fn kind(item: &XmlElement) -> Result<ImportedEntryKind, SkippedItem> {
    let reason = match item.get("wp:post_type").trim() {
        "post" => return Ok(ImportedEntryKind::Post),
        "page" => return Ok(ImportedEntryKind::Page),
        "attachment" => return Ok(ImportedEntryKind::Attachment),
        "revision" => return Err(SkippedItem::new("revision", "earlier versions do not come along")),
        "" => return Err(SkippedItem::new("item without a type", "it cannot be told what it is")),
        "oembed_cache" | "customize_changeset" | "custom_css" | "user_request" | "wp_global_styles" => {
            "it belongs to WordPress itself"
        }
        "wp_template" | "wp_template_part" | "wp_navigation" => "it belongs to the old theme",
        _ => "only posts, pages and attachments come along",
    };
    Err(SkippedItem::new(format!("item of type {}", item.get("wp:post_type").trim()), reason))
}

fn status(item: &XmlElement) -> Result<ImportedEntryStatus, SkippedItem> {
    Ok(match item.get("wp:status").trim() {
        "publish" if !item.get("wp:post_password").is_empty() => ImportedEntryStatus::Protected,
        "publish" => ImportedEntryStatus::Published,
        // Attachments are as public as what they belong to.
        "inherit" if item.get("wp:post_type").trim() == "attachment" => ImportedEntryStatus::Published,
        "future" => ImportedEntryStatus::Scheduled,
        "private" => ImportedEntryStatus::Private,
        "trash" => ImportedEntryStatus::Trash,
        "auto-draft" => return Err(SkippedItem::new("automatic draft", "nobody ever saved it")),
        // "draft", "pending", and statuses of plugins: nothing unpublished becomes published.
        _ => ImportedEntryStatus::Draft,
    })
}

fn meta<'a>(item: &'a XmlElement, key: &'a str) -> Option<&'a str> {
    all_meta(item, key).next()
}

fn all_meta<'a>(item: &'a XmlElement, key: &'a str) -> impl Iterator<Item = &'a str> {
    let found = item.all("wp:postmeta").filter(move |pair| pair.get("wp:meta_key").trim() == key);
    found.map(|pair| pair.get("wp:meta_value"))
}
