//! Converts a file to an entry.

use jiff::tz::TimeZone;

use super::addresses::AddressedPage;
use super::front_matter::FrontMatter;
use super::names::stem_of;
use super::site::MarkdownSite;
use super::terms::terms;
use super::{MarkdownFile, addresses, dates, dialects, images};
use crate::clock::now;
use crate::text::plain_text::plain;
use crate::text::{Format, body, slugify};
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::record::{
    ImportRecord, ImportedAuthor, ImportedEntry, ImportedEntryKind, ImportedEntryStatus, ImportedTermKind, Markup,
    SkippedItem,
};

/// Names of the fields with people.
const PEOPLE: &[&str] = &["authors", "author", "by", "byline"];
/// Names of the fields with the time of publication, of Hugo, Jekyll, Astro and others.
const PUBLISHED: &[&str] =
    &["date", "pubdate", "pubdatetime", "published_at", "publishedat", "publisheddate", "datepublished"];
/// Names of the fields with the time before which a page is not shown.
const PUBLICATION: &[&str] = &["publishdate", "publish_at"];
const MODIFIED: &[&str] = &[
    "updated",
    "lastmod",
    "modified",
    "last_modified_at",
    "updateddate",
    "moddatetime",
    "updatedat",
    "updated_at",
    "datemodified",
];
/// Converts a file to records: warnings, authors and terms, and then the entry. `zone` applies to dates without a time
/// zone.
pub fn read(source: &MarkdownFile, zone: &TimeZone, site: &MarkdownSite) -> Vec<ImportRecord> {
    let left_out = |what, reason| vec![ImportRecord::LeftOut(SkippedItem::new(what, reason).at(&source.name))];
    if let Some((what, reason)) = site.left_out(&source.name) {
        return left_out(what, reason);
    }
    let head = FrontMatter::read(source);
    if is_unrendered(&head) {
        return left_out("page that was not rendered", "it had no address of its own");
    }
    if is_machine(&head) {
        return left_out("page that a program filled", "there is no text in it");
    }
    let folders = source.name.rsplit_once('/').map_or("", |(folders, _)| folders);
    let (named_date, stem) = identity(&source.name, zone);
    let mut entry = Box::new(ImportedEntry {
        guid: format!("markdown:{}", source.name),
        markup: if source.name.ends_with(".html") { Markup::Html } else { Markup::Markdown },
        slug: slug(&head, stem),
        kind: kind(&head, folders, named_date.is_some(), site),
        excerpt: head
            .text(&["description", "summary", "excerpt", "subtitle", "lead"])
            .map(|text| without_marks(text.trim()))
            .unwrap_or_default(),
        sticky: head.flag(&["sticky", "pinned", "pin", "featured"], None).unwrap_or(false),
        menu_order: head.number(&["order", "menu_order", "weight", "nav_order"]).unwrap_or(0),
        modified_ms: head.date(MODIFIED, zone),
        ..ImportedEntry::default()
    });
    entry.comments_open =
        head.flag(&["comments", "comments_open"], None).unwrap_or(entry.kind == ImportedEntryKind::Post);
    let written = head.date(PUBLISHED, zone);
    let written = written.or_else(|| head.date(&["created", "created_at", "createdat", "publish_date"], zone));
    let announced = head.date(PUBLICATION, zone);
    entry.published_ms = written.or(named_date).or(announced).or(source.modified_ms);
    let mut warnings = Vec::new();
    set_status(&head, folders, zone, &mut entry, &mut warnings);
    (entry.title, entry.body) = title_and_body(&head, stem);
    entry.image = images::featured(&head);
    entry.body = dialects::convert(&entry.body, &source.name, site, zone, &mut entry.left_out);
    images::settle(&mut entry, &source.name, site);
    let mut records: Vec<ImportRecord> = Vec::new();
    sign(&mut entry, head.people(PEOPLE), &mut records);
    for term in terms(&head, &source.name, site) {
        let slugs = match term.kind {
            ImportedTermKind::Category => &mut entry.categories,
            ImportedTermKind::Tag => &mut entry.tags,
        };
        if !slugs.contains(&term.slug) {
            slugs.push(term.slug.clone());
        }
        records.push(ImportRecord::Term(term));
    }
    let page = AddressedPage { name: &source.name, stem, is_dated: named_date.is_some(), zone };
    addresses::add(&head, &page, site.generator(), &mut entry);
    let (found, unused) = head.conclude();
    entry.left_out.extend(unused);
    warnings.extend(found);
    let mut records: Vec<_> = warnings.into_iter().map(ImportRecord::Warning).chain(records).collect();
    records.push(ImportRecord::Entry(entry));
    records
}

/// Returns the address that a file gets, for links to it, or `None` if it has none.
pub fn address(source: &MarkdownFile, zone: &TimeZone, site: &MarkdownSite) -> Option<String> {
    let head = FrontMatter::read(source);
    let (named_date, stem) = identity(&source.name, zone);
    let folders = source.name.rsplit_once('/').map_or("", |(folders, _)| folders);
    let slug = slugify(&slug(&head, stem));
    if slug.is_empty() || is_unrendered(&head) {
        return None;
    }
    Some(match kind(&head, folders, named_date.is_some(), site) {
        ImportedEntryKind::Page => format!("/{slug}"),
        _ => format!("/posts/{slug}"),
    })
}

/// Returns the date in a file's name, and its name without date, language and ending. `a-bundle/index.md` has the name of
/// its folder.
fn identity<'a>(name: &'a str, zone: &TimeZone) -> (Option<i64>, &'a str) {
    let (folders, stem) = stem_of(name);
    let stem = if stem == "index" { folders.rsplit('/').find(|part| !part.is_empty()).unwrap_or(stem) } else { stem };
    match dates::split_name(stem, zone) {
        Some((date, rest)) if !rest.is_empty() => (Some(date), rest),
        _ => (None, stem),
    }
}

fn slug(head: &FrontMatter, stem: &str) -> String {
    let stated = head.text(&["slug"]).map(|slug| slug.trim().trim_matches('/').to_owned());
    stated.filter(|slug| !slugify(slug).is_empty()).unwrap_or_else(|| stem.to_owned())
}

fn kind(head: &FrontMatter, folders: &str, is_dated: bool, site: &MarkdownSite) -> ImportedEntryKind {
    let kind = head.text(&["kind", "type", "layout"]);
    let in_pages = folders.split('/').any(|folder| folder == "pages" || folder == "_pages");
    let is_dated = is_dated || head.value(PUBLISHED).or_else(|| head.value(&["publishdate"])).is_some();
    let is_page = match kind.as_deref() {
        Some("page") => true,
        Some("post" | "posts" | "article") => false,
        _ => in_pages || site.holds_pages(folders, is_dated),
    };
    if is_page { ImportedEntryKind::Page } else { ImportedEntryKind::Post }
}

/// Returns whether the generator made no page of the file.
fn is_unrendered(head: &FrontMatter) -> bool {
    let render = |name| {
        let value = head.value(&[name]).and_then(|(_, value)| value.get("render"));
        value.is_some_and(|value| {
            matches!(value.as_str(), Some("never" | "link" | "false")) || value.as_bool() == Some(false)
        })
    };
    head.flag(&["headless"], Some(true)) == Some(true)
        || head.flag(&["render"], Some(true)) == Some(false)
        || head.value(&["permalink"]).is_some_and(|(_, value)| value.as_bool() == Some(false))
        || render("build")
        || render("_build")
}

/// Returns whether a theme filled the page: a search, or a list of all posts.
fn is_machine(head: &FrontMatter) -> bool {
    let layout = head.text(&["layout", "template"]).unwrap_or_default();
    let layout = layout.trim_end_matches(".html");
    head.body.trim().is_empty() && ["search", "archive", "archives", "tags", "categories", "terms"].contains(&layout)
}

/// Returns a text without the marks of Markdown.
fn without_marks(text: &str) -> String {
    if !text.contains(['*', '_', '`', '[', '<', '&']) {
        return text.to_owned();
    }
    plain(&body::render(text, Format::Markdown).html).trim().to_owned()
}

/// Sets status, password and time. Nothing becomes public that was not.
fn set_status(
    head: &FrontMatter,
    folders: &str,
    zone: &TimeZone,
    entry: &mut ImportedEntry,
    warnings: &mut Vec<ImportWarning>,
) {
    let mut hide = |entry: &mut ImportedEntry, problem| {
        entry.status = ImportedEntryStatus::Draft;
        let title = head.text(&["title"]).unwrap_or_else(|| entry.slug.clone());
        warnings.push(ImportWarning::InEntry { title, problem, detail: String::new() });
    };
    let listed = |name| head.value(&[name]).and_then(|(_, value)| value.get("list")?.as_str().map(str::to_owned));
    let publish = head.date(PUBLICATION, zone);
    if let Some(time) = publish.filter(|time| *time > now()) {
        entry.published_ms = Some(time);
    }
    let expiry = head.date(&["expirydate", "unpublishdate", "expires"], zone);
    let is_draft = head.flag(&["draft", "drafts", "isdraft", "is_draft"], Some(true)).unwrap_or(false)
        || head.flag(&["published", "publish"], Some(false)) == Some(false)
        || head.flag(&["hidden", "unlisted", "eleventyexcludefromcollections"], Some(true)) == Some(true)
        || folders.split('/').any(|folder| folder == "_drafts");
    let status = head.text(&["status", "visibility"]).unwrap_or_default().trim().to_ascii_lowercase();
    let password = head.text(&["password"]);
    entry.status = match status.as_str() {
        "private" => ImportedEntryStatus::Private,
        "protected" => ImportedEntryStatus::Protected,
        "trash" => ImportedEntryStatus::Trash,
        "draft" | "pending" | "hidden" | "inbox" | "idea" | "unlisted" => ImportedEntryStatus::Draft,
        _ if head.flag(&["private"], Some(true)) == Some(true) => ImportedEntryStatus::Private,
        _ if is_draft => ImportedEntryStatus::Draft,
        _ if password.is_some() => ImportedEntryStatus::Protected,
        _ if entry.published_ms.is_some_and(|time| time > now()) => ImportedEntryStatus::Scheduled,
        _ => ImportedEntryStatus::Published,
    };
    entry.password = password;
    let is_public = matches!(entry.status, ImportedEntryStatus::Published | ImportedEntryStatus::Scheduled);
    if is_public && expiry.is_some_and(|time| time <= now()) {
        hide(entry, "it had expired, and was not shown any more; it is a draft now");
    } else if is_public && expiry.is_some() {
        let reason = "it was to be hidden then; here it stays";
        entry.left_out.push(SkippedItem::new("date of expiry", reason));
    }
    if is_public && [listed("build"), listed("_build")].iter().flatten().any(|list| list == "never") {
        hide(entry, "it was in no list, and only known by its address; it is a draft now");
    }
}

/// Sets the author, and adds a record for each author.
fn sign(entry: &mut ImportedEntry, people: Vec<ImportedAuthor>, records: &mut Vec<ImportRecord>) {
    entry.author = people.first().map(|author| author.login.clone()).unwrap_or_default();
    records.extend(people.iter().take(1).cloned().map(ImportRecord::Author));
    if people.len() > 1 {
        entry.bylines = people;
    }
}

/// Returns the title, which is stated, or the first heading, or the file name; and the body without a heading that
/// repeats the title, since the page shows it already.
fn title_and_body(head: &FrontMatter, stem: &str) -> (String, String) {
    let body = head.body.replace("\r\n", "\n");
    let (first, rest) = body.trim_start_matches('\n').split_once('\n').unwrap_or((body.trim_start_matches('\n'), ""));
    let heading = first.strip_prefix("# ").map(|heading| heading.trim().trim_end_matches('#').trim().to_owned());
    let stated = head.text(&["title"]).map(|title| title.trim().to_owned());
    match (stated, heading) {
        (Some(title), Some(heading)) if title == heading => (title, rest.trim_start_matches('\n').to_owned()),
        (Some(title), _) => (title, body),
        (None, Some(heading)) if !heading.is_empty() => (heading, rest.trim_start_matches('\n').to_owned()),
        (None, _) => (stem.replace(['-', '_'], " "), body),
    }
}
