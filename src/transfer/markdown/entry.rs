//! Converts a file to an entry.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::front_matter::FrontMatter;
use super::{MarkdownError, MarkdownFile, dates};
use crate::text::{old_path, slugify};
use crate::transfer::record::{
    ImportedEntry, ImportedEntryKind, ImportedEntryStatus, ImportedImage, ImportedTerm, ImportedTermKind, Markup,
    SkippedItem,
};

/// The result of reading a file.
pub enum Read {
    /// The entry's own lists of terms are still empty.
    Entry {
        entry: Box<ImportedEntry>,
        terms: Vec<ImportedTerm>,
    },
    LeftOut(SkippedItem),
}

/// Converts a file to an entry. `zone` applies to dates without a time zone.
pub fn read(source: &MarkdownFile, zone: &TimeZone) -> Result<Read, MarkdownError> {
    let head = FrontMatter::read(source)?;
    let (folders, file) = source.name.rsplit_once('/').unwrap_or(("", &source.name));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    if stem == "_index" {
        return Ok(Read::LeftOut(SkippedItem::new("list page (_index.md)", "lists are made anew here")));
    }
    // `a-bundle/index.md` has the name of its folder.
    let stem = if stem == "index" { folders.rsplit('/').next().unwrap_or(stem) } else { stem };
    let (named_date, stem) = match dates::split_name(stem, zone) {
        Some((date, rest)) if !rest.is_empty() => (Some(date), rest),
        _ => (None, stem),
    };
    let mut entry = Box::new(ImportedEntry {
        guid: format!("markdown:{}", source.name),
        markup: Markup::Markdown,
        slug: head.text(&["slug"])?.unwrap_or_else(|| stem.to_owned()),
        author: head.list(&["author", "authors"])?.into_iter().next().unwrap_or_default(),
        excerpt: head.text(&["description", "summary", "excerpt"])?.unwrap_or_default(),
        sticky: head.flag(&["sticky", "pinned"])?.unwrap_or(false),
        menu_order: head.number(&["order", "menu_order", "weight"])?.unwrap_or(0),
        modified_ms: date(&head, &["updated", "lastmod", "modified"], zone)?,
        ..ImportedEntry::default()
    });
    if is_page(&head, folders)? {
        entry.kind = ImportedEntryKind::Page;
    }
    entry.comments_open = head.flag(&["comments"])?.unwrap_or(entry.kind == ImportedEntryKind::Post);
    entry.published_ms = date(&head, &["date"], zone)?.or(named_date).or(source.modified_ms);
    entry.status = status(&head, folders, entry.published_ms)?;
    (entry.title, entry.body) = title_and_body(&head, stem)?;
    entry.image = image(&head)?;
    for old in head.list(&["aliases", "redirect_from", "permalink"])? {
        let path = old_path::normalize(&old);
        // A pattern, such as Jekyll's `/:year/:title`, is not a path.
        if path != "/" && !path.contains(':') {
            entry.old_paths.push(path);
        }
    }
    let terms = terms(&head)?;
    Ok(Read::Entry { entry, terms })
}

fn is_page(head: &FrontMatter, folders: &str) -> Result<bool, MarkdownError> {
    let kind = head.text(&["kind", "type", "layout"])?;
    let in_pages = folders.split('/').any(|folder| folder == "pages" || folder == "_pages");
    Ok(kind.map_or(in_pages, |kind| kind == "page" || (in_pages && kind != "post")))
}

fn date(head: &FrontMatter, names: &[&str], zone: &TimeZone) -> Result<Option<i64>, MarkdownError> {
    for name in names {
        if let Some(text) = head.text(&[name])? {
            let wrong = || head.wrong(name, "a date such as 2024-01-31 or 2024-01-31T08:00:00+07:00 is expected");
            return dates::parse(&text, zone).ok_or_else(wrong).map(Some);
        }
    }
    Ok(None)
}

fn status(head: &FrontMatter, folders: &str, published_ms: Option<i64>) -> Result<ImportedEntryStatus, MarkdownError> {
    // As written by an export of this program. Other programs use various words for what `draft` says.
    match head.text(&["status"])?.as_deref() {
        Some("private") => return Ok(ImportedEntryStatus::Private),
        Some("protected") => return Ok(ImportedEntryStatus::Protected),
        Some("trash") => return Ok(ImportedEntryStatus::Trash),
        _ => {}
    }
    let is_draft = head.flag(&["draft"])?.unwrap_or(false) || head.flag(&["published"])? == Some(false);
    if is_draft || folders.split('/').any(|folder| folder == "_drafts") {
        return Ok(ImportedEntryStatus::Draft);
    }
    let is_ahead = published_ms.is_some_and(|time| time > Timestamp::now().as_millisecond());
    Ok(if is_ahead { ImportedEntryStatus::Scheduled } else { ImportedEntryStatus::Published })
}

/// Returns the title, which is stated, or the first heading, or the file name; and the body without a heading that
/// repeats the title, since the page shows it already.
fn title_and_body(head: &FrontMatter, stem: &str) -> Result<(String, String), MarkdownError> {
    let body = head.body.replace("\r\n", "\n");
    let (first, rest) = body.trim_start_matches('\n').split_once('\n').unwrap_or((body.trim_start_matches('\n'), ""));
    let heading = first.strip_prefix("# ").map(|heading| heading.trim().trim_end_matches('#').trim().to_owned());
    let stated = head.text(&["title"])?.filter(|title| !title.trim().is_empty());
    Ok(match (stated, heading) {
        (Some(title), Some(heading)) if title == heading => (title, rest.trim_start_matches('\n').to_owned()),
        (Some(title), _) => (title, body),
        (None, Some(heading)) if !heading.is_empty() => (heading, rest.trim_start_matches('\n').to_owned()),
        (None, _) => (stem.replace(['-', '_'], " "), body),
    })
}

fn image(head: &FrontMatter) -> Result<Option<ImportedImage>, MarkdownError> {
    let url = head.text(&["image"])?.filter(|url| !url.trim().is_empty());
    let Some(url) = url else { return Ok(None) };
    let alt = head.text(&["image_alt"])?.unwrap_or_default();
    let caption = head.text(&["image_caption"])?.unwrap_or_default();
    Ok(Some(ImportedImage { url, alt, caption }))
}

fn terms(head: &FrontMatter) -> Result<Vec<ImportedTerm>, MarkdownError> {
    let categories = head.list(&["categories", "category"])?;
    let tags = head.list(&["tags"])?;
    let categories = categories.into_iter().map(|name| (ImportedTermKind::Category, name));
    let all = categories.chain(tags.into_iter().map(|name| (ImportedTermKind::Tag, name)));
    let named = all.filter_map(|(kind, name)| {
        let slug = slugify(&name);
        let (description, parent) = (String::new(), None);
        (!slug.is_empty()).then_some(ImportedTerm { kind, old_id: None, slug, name, description, parent })
    });
    Ok(named.collect())
}
