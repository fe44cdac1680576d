//! Converts a row of `posts` to an entry.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use serde_json::Value;

use super::pass::Pass;
use super::tables::Tables;
use super::{content, dates, site};
use crate::text::old_path::normalize;
use crate::text::plain_text::plain;
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::json_fields::{filled, flag, text};
use crate::transfer::record::{
    ImportRecord, ImportedEntry, ImportedEntryKind, ImportedEntryStatus, ImportedImage, ImportedTermKind, Markup,
    SkippedItem,
};

/// What a row gives.
pub struct ReadEntry {
    pub records: Vec<ImportRecord>,
    /// Whether it has pictures of the old site, whose address is not known.
    pub needs_address: bool,
}

/// Fields without a counterpart, and what is in them.
const LEFT_OUT: [(&str, &str); 10] = [
    ("canonical_url", "canonical address"),
    ("codeinjection_head", "code injected into a post"),
    ("codeinjection_foot", "code injected into a post"),
    ("og_title", "title for social networks"),
    ("og_description", "description for social networks"),
    ("og_image", "picture for social networks"),
    ("twitter_title", "title for social networks"),
    ("twitter_description", "description for social networks"),
    ("twitter_image", "picture for social networks"),
    ("email_subject", "subject of a newsletter"),
];
const SEVERAL_AUTHORS: &str = "it has several authors, and the first one is shown; not shown";
const NO_FIELD: &str = "a post here has no such field";

/// Converts a row.
pub fn read(row: &Value, tables: &Tables, url: &str, pass: Pass) -> ReadEntry {
    let id = text(row, "id");
    let meta = tables.meta.get(&id);
    // In `posts_meta` since version 3.
    let field = |name: &str| filled(row, name).or_else(|| filled(meta?, name));
    let title = plain(&text(row, "title"));
    let name = if title.is_empty() { format!("posts {id}") } else { title.clone() };
    let noted =
        |problem, detail| ImportRecord::Warning(ImportWarning::InEntry { title: name.clone(), problem, detail });
    let mut records = Vec::new();
    let mut entry = ImportedEntry {
        guid: guid(row, &id),
        kind: kind(row),
        old_id: tables.posts.get(&id).copied().unwrap_or(0),
        title,
        slug: text(row, "slug"),
        published_ms: dates::read(row.get("published_at")),
        modified_ms: dates::read(row.get("updated_at")),
        markup: Markup::Html,
        excerpt: field("custom_excerpt").map(|text| plain(&text)).unwrap_or_default(),
        seo_title: field("meta_title").map(|text| plain(&text)).unwrap_or_default(),
        seo_description: field("meta_description").map(|text| plain(&text)).unwrap_or_default(),
        ..ImportedEntry::default()
    };
    entry.comments_open = entry.kind == ImportedEntryKind::Post;
    let (status, problem) = status(row, meta.is_some_and(|meta| flag(meta, "email_only")));
    entry.status = status;
    if let Some(problem) = problem.filter(|_| pass == Pass::Second) {
        records.push(noted(problem, String::new()));
    }
    let image = field("feature_image").or_else(|| filled(row, "image"));
    let content = content::read(row, url, pass, &mut entry.left_out);
    let image = image.map(|image| content::place(&image, url));
    let needs_address =
        url.is_empty() && (content.has_pictures || image.as_ref().is_some_and(|it| it.starts_with('/')));
    entry.body = content.html;
    entry.image = image.map(|url| ImportedImage {
        url,
        alt: field("feature_image_alt").map(|text| plain(&text)).unwrap_or_default(),
        caption: field("feature_image_caption").map(|text| plain(&text)).unwrap_or_default(),
    });
    if let Some(problem) = content.problem.filter(|_| pass == Pass::Second) {
        records.push(noted(problem, String::new()));
    }
    if pass == Pass::First {
        return ReadEntry { records: vec![ImportRecord::Entry(Box::new(entry))], needs_address };
    }
    for (name, what) in LEFT_OUT {
        entry.left_out.extend(field(name).map(|_| SkippedItem::new(what, NO_FIELD)));
    }
    if flag(row, "featured") {
        entry.left_out.push(SkippedItem::new("mark of a featured post", "posts are pinned here; this one is not"));
    }
    let mut authors = tables.authors_of(row).into_iter();
    entry.author = authors.next().map(|author| author.slug.clone()).unwrap_or_default();
    let others: Vec<&str> = authors.map(|author| author.name.as_str()).collect();
    if !others.is_empty() {
        records.push(noted(SEVERAL_AUTHORS, others.join(", ")));
    }
    let mut primary = None;
    for tag in tables.tags_of(&id).filter(|tag| tag.is_public) {
        primary = primary.or(Some(tag.slug.as_str()));
        match site::kind(tag) {
            ImportedTermKind::Category => entry.categories.push(tag.slug.clone()),
            ImportedTermKind::Tag => entry.tags.push(tag.slug.clone()),
        }
    }
    entry.link = format!("{url}/{}/", entry.slug);
    add_paths(&mut entry, row, primary);
    records.push(ImportRecord::Entry(Box::new(entry)));
    ReadEntry { records, needs_address }
}

/// Returns what Ghost's feeds have as the identity of a post: its ID, or before version 1 its UUID.
fn guid(row: &Value, id: &str) -> String {
    let is_object_id = id.len() == 24 && id.bytes().all(|byte| byte.is_ascii_hexdigit());
    let uuid = filled(row, "uuid").filter(|_| !is_object_id);
    let slug = || format!("ghost:{id}:{}", text(row, "slug"));
    if is_object_id { id.to_owned() } else { uuid.unwrap_or_else(slug) }
}

fn kind(row: &Value) -> ImportedEntryKind {
    let is_page = text(row, "type") == "page" || flag(row, "page");
    if is_page { ImportedEntryKind::Page } else { ImportedEntryKind::Post }
}

/// Returns the status, and what is to be known about it. What not everybody could read is a draft.
fn status(row: &Value, is_only_sent: bool) -> (ImportedEntryStatus, Option<&'static str>) {
    let is_for_all = filled(row, "visibility").is_none_or(|visibility| visibility == "public");
    match text(row, "status").as_str() {
        "published" | "scheduled" if !is_for_all => {
            (ImportedEntryStatus::Draft, Some("only members could read it; it is a draft here"))
        }
        "published" | "scheduled" if is_only_sent => {
            (ImportedEntryStatus::Draft, Some("it was only sent by email; it is a draft here"))
        }
        "published" => (ImportedEntryStatus::Published, None),
        "scheduled" => (ImportedEntryStatus::Scheduled, None),
        "sent" => (ImportedEntryStatus::Draft, Some("it was only sent by email; it is a draft here")),
        _ => (ImportedEntryStatus::Draft, None),
    }
}

/// Adds the old paths: those that every post had, and the usual ones of other settings.
fn add_paths(entry: &mut ImportedEntry, row: &Value, primary: Option<&str>) {
    let slug = entry.slug.as_str();
    if slug.is_empty() {
        return;
    }
    let mut paths = vec![normalize(&entry.link), format!("/{slug}/amp")];
    paths.extend(filled(row, "uuid").map(|uuid| format!("/p/{uuid}")));
    if entry.kind == ImportedEntryKind::Post {
        entry.usual_paths.extend(primary.map(|tag| normalize(&format!("/{tag}/{slug}"))));
        let day = entry.published_ms.and_then(|time| Timestamp::from_millisecond(time).ok());
        if let Some(day) = day.map(|day| day.to_zoned_datetime(TimeZone::UTC)) {
            let (year, month) = (day.year(), day.month());
            entry.usual_paths.push(format!("/{year:04}/{month:02}/{:02}/{slug}", day.day()));
            entry.usual_paths.push(format!("/{year:04}/{month:02}/{slug}"));
        }
        entry.usual_paths.push(format!("/blog/{slug}"));
    }
    paths.dedup();
    entry.old_paths = paths;
}
