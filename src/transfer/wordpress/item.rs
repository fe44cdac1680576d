//! From the elements of an export file to records.

use std::collections::HashMap;

use html_escape::decode_html_entities;
use jiff::tz::TimeZone;
use percent_encoding::percent_decode_str;

use super::xml::Element;
use super::{dates, permalinks};
use crate::transfer::record::{
    Author, Comment, CommentKind, CommentStatus, Entry, EntryKind, EntryStatus, LeftOut, Term, TermKind,
};

/// Who and what an item refers to by name.
pub struct Names {
    pub author: Author,
    pub terms: Vec<Term>,
}

/// An author, and the number of the user.
pub fn author(element: &Element) -> (Author, Option<i64>) {
    let login = login(element.get("wp:author_login"));
    let mut name = plain(element.get("wp:author_display_name"));
    if name.is_empty() {
        let (first, last) = (element.get("wp:author_first_name"), element.get("wp:author_last_name"));
        name = plain(&format!("{first} {last}"));
    }
    if name.is_empty() {
        name.clone_from(&login);
    }
    let email = plain(element.get("wp:author_email"));
    (Author { login, name, email, biography: String::new() }, number(element, "wp:author_id"))
}

/// Logins never hold angle brackets; files edited by hand do.
fn login(text: &str) -> String {
    plain(text).trim_matches(['<', '>', ' ']).to_owned()
}

pub fn category(element: &Element) -> Term {
    let parent = slug(element.get("wp:category_parent"));
    let slug = slug(element.get("wp:category_nicename"));
    let texts = (element.get("wp:cat_name"), element.get("wp:category_description"));
    new_term(TermKind::Category, number(element, "wp:term_id"), slug, texts, parent)
}

pub fn tag(element: &Element) -> Term {
    let texts = (element.get("wp:tag_name"), element.get("wp:tag_description"));
    let id = number(element, "wp:term_id");
    new_term(TermKind::Tag, id, slug(element.get("wp:tag_slug")), texts, String::new())
}

pub fn term(element: &Element) -> Result<Term, LeftOut> {
    let Some(kind) = term_kind(element.get("wp:term_taxonomy").trim()) else {
        return Err(foreign_term(element.get("wp:term_taxonomy").trim()));
    };
    let texts = (element.get("wp:term_name"), element.get("wp:term_description"));
    let parent = slug(element.get("wp:term_parent"));
    let id = number(element, "wp:term_id");
    Ok(new_term(kind, id, slug(element.get("wp:term_slug")), texts, parent))
}

pub fn names(item: &Element) -> Names {
    let login = login(item.get("dc:creator"));
    let author = Author { name: login.clone(), login, ..Author::default() };
    let terms = item.all("category").filter_map(|element| {
        let kind = term_kind(element.attribute("domain")?)?;
        let texts = (element.text.as_str(), "");
        Some(new_term(kind, None, slug(element.attribute("nicename")?), texts, String::new()))
    });
    Names { author, terms: terms.collect() }
}

/// What an item refers to by number or not at all.
pub struct Context {
    pub zone: TimeZone,
    /// Logins by the numbers of users.
    pub users: HashMap<i64, String>,
}

pub fn entry(item: &Element, context: &Context) -> Result<Entry, LeftOut> {
    let zone = &context.zone;
    let kind = kind(item)?;
    let local = item.get("wp:post_date");
    let mut entry = Entry {
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
        excerpt: plain(item.get("excerpt:encoded")),
        sticky: item.get("wp:is_sticky").trim() == "1",
        comments_open: item.get("wp:comment_status").trim() == "open",
        menu_order: number(item, "wp:menu_order").unwrap_or(0),
        thumbnail_old_id: meta(item, "_thumbnail_id").and_then(|id| id.trim().parse().ok()),
        alt: plain(meta(item, "_wp_attachment_image_alt").unwrap_or_default()),
        ..Entry::default()
    };
    if kind == EntryKind::Attachment {
        let url = item.get("wp:attachment_url").trim();
        entry.attachment_url = (!url.is_empty()).then(|| url.to_owned());
    }
    if entry.guid.is_empty() {
        entry.guid = if entry.link.is_empty() { entry.old_id.to_string() } else { entry.link.clone() };
    }
    if entry.status == EntryStatus::Trash {
        let wanted = meta(item, "_wp_desired_post_slug").map(slug);
        let shown = entry.slug.strip_suffix("__trashed").unwrap_or(&entry.slug);
        entry.slug = wanted.unwrap_or_else(|| shown.to_owned());
    }
    sort_terms(item, &mut entry);
    read_comments(item, context, &mut entry);
    entry.old_paths = permalinks::entry_paths(&entry);
    let mut likely = permalinks::likely_paths(&entry, &entry.slug, local);
    for earlier in all_meta(item, "_wp_old_slug") {
        likely.extend(permalinks::likely_paths(&entry, &slug(earlier), local));
    }
    likely.retain(|path| !entry.old_paths.contains(path));
    entry.likely_paths = likely;
    Ok(entry)
}

fn kind(item: &Element) -> Result<EntryKind, LeftOut> {
    let reason = match item.get("wp:post_type").trim() {
        "post" => return Ok(EntryKind::Post),
        "page" => return Ok(EntryKind::Page),
        "attachment" => return Ok(EntryKind::Attachment),
        "nav_menu_item" => return Err(LeftOut::new("menu item", "menus are made of pages and categories here")),
        "revision" => return Err(LeftOut::new("revision", "earlier versions do not come along")),
        "" => return Err(LeftOut::new("item without a type", "it cannot be told what it is")),
        "oembed_cache" | "customize_changeset" | "custom_css" | "user_request" | "wp_global_styles" => {
            "it belongs to WordPress itself"
        }
        "wp_block" | "wp_template" | "wp_template_part" | "wp_navigation" => "it belongs to the old theme",
        _ => "only posts, pages and attachments come along",
    };
    Err(LeftOut::new(format!("item of type {}", item.get("wp:post_type").trim()), reason))
}

fn status(item: &Element) -> Result<EntryStatus, LeftOut> {
    Ok(match item.get("wp:status").trim() {
        "publish" | "inherit" if !item.get("wp:post_password").is_empty() => EntryStatus::Protected,
        "publish" | "inherit" => EntryStatus::Published,
        "future" => EntryStatus::Scheduled,
        "private" => EntryStatus::Private,
        "trash" => EntryStatus::Trash,
        "auto-draft" => return Err(LeftOut::new("automatic draft", "nobody ever saved it")),
        // "draft", "pending", and what plugins invent: nothing is shown that was not.
        _ => EntryStatus::Draft,
    })
}

fn sort_terms(item: &Element, entry: &mut Entry) {
    for element in item.all("category") {
        let Some(domain) = element.attribute("domain") else { continue };
        let Some(kind) = term_kind(domain) else {
            entry.left_out.push(foreign_term(domain));
            continue;
        };
        let Some(slug) = element.attribute("nicename").map(slug) else { continue };
        let slugs = match kind {
            TermKind::Category => &mut entry.categories,
            TermKind::Tag => &mut entry.tags,
        };
        if !slug.is_empty() && !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
}

fn read_comments(item: &Element, context: &Context, entry: &mut Entry) {
    for element in item.all("wp:comment") {
        let kind = match element.get("wp:comment_type").trim() {
            "" | "comment" | "review" => CommentKind::Comment,
            "pingback" | "trackback" => CommentKind::Mention,
            other => {
                let what = format!("comment of type {other}");
                entry.left_out.push(LeftOut::new(what, "it was not written by a reader"));
                continue;
            }
        };
        let (utc, local) = (element.get("wp:comment_date_gmt"), element.get("wp:comment_date"));
        entry.comments.push(Comment {
            old_id: number(element, "wp:comment_id").unwrap_or(0),
            parent_old_id: number(element, "wp:comment_parent"),
            kind,
            name: plain(element.get("wp:comment_author")),
            email: plain(element.get("wp:comment_author_email")),
            website: plain(element.get("wp:comment_author_url")),
            address: plain(element.get("wp:comment_author_IP")),
            date_ms: dates::read(utc, local, "", &context.zone),
            body: element.get("wp:comment_content").to_owned(),
            status: match element.get("wp:comment_approved").trim() {
                "1" | "approve" | "approved" => CommentStatus::Published,
                "spam" => CommentStatus::Spam,
                "trash" | "post-trashed" => CommentStatus::Trash,
                _ => CommentStatus::Waiting,
            },
            author: number(element, "wp:comment_user_id").and_then(|id| context.users.get(&id).cloned()),
        });
    }
}

fn new_term(kind: TermKind, old_id: Option<i64>, slug: String, texts: (&str, &str), parent: String) -> Term {
    let name = Some(plain(texts.0)).filter(|name| !name.is_empty());
    let parent = Some(parent).filter(|parent| !parent.is_empty() && *parent != slug);
    let name = name.unwrap_or_else(|| slug.clone());
    Term { kind, old_id, slug, name, description: plain(texts.1), parent }
}

fn term_kind(taxonomy: &str) -> Option<TermKind> {
    match taxonomy {
        "category" => Some(TermKind::Category),
        "post_tag" | "tag" => Some(TermKind::Tag),
        _ => None,
    }
}

fn foreign_term(taxonomy: &str) -> LeftOut {
    LeftOut::new(format!("term of {taxonomy}"), "only categories and tags come along")
}

fn meta<'a>(item: &'a Element, key: &'a str) -> Option<&'a str> {
    all_meta(item, key).next()
}

fn all_meta<'a>(item: &'a Element, key: &'a str) -> impl Iterator<Item = &'a str> {
    let found = item.all("wp:postmeta").filter(move |pair| pair.get("wp:meta_key").trim() == key);
    found.map(|pair| pair.get("wp:meta_value"))
}

/// A number that names something; 0 means nothing.
fn number(element: &Element, name: &str) -> Option<i64> {
    element.get(name).trim().parse().ok().filter(|number| *number != 0)
}

/// WordPress keeps letters outside of ASCII percent-encoded.
fn slug(text: &str) -> String {
    percent_decode_str(text.trim()).decode_utf8_lossy().into_owned()
}

/// Text that may hold tags and entities, as one line of plain text.
pub fn plain(text: &str) -> String {
    let mut bare = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        bare.push_str(&rest[..start]);
        let after = &rest[start + 1..];
        if !after.starts_with(|next: char| next.is_ascii_alphabetic() || "/!".contains(next)) {
            bare.push('<');
            rest = after;
            continue;
        }
        rest = &rest[start..];
        let Some(end) = rest.find('>') else { break };
        rest = &rest[end + 1..];
    }
    bare.push_str(rest);
    let bare = decode_html_entities(&bare);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}
