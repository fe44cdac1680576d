//! Conversion between posts or pages and their main files.

use jiff::tz::TimeZone;

use super::front_matter::FrontMatterWriter;
use super::strict_front_matter::StrictFrontMatter;
use crate::model::admin::post::BodyFormat;
use crate::model::term::TermKind;
use crate::store::archive::PostRecord;
use crate::store::posts::{NewPost, PostKind, PostStatus};
use crate::store::terms::PostTermRow;
use crate::text::body::Body;
use crate::text::fold;
use crate::text::slugify;
use crate::transfer::markdown::MarkdownError;
use crate::transfer::markdown::dates;

/// Maximum length of a file name in bytes. Some file systems do not allow much more.
const LONGEST_NAME: usize = 180;

/// Returns the base name of a post's files, relative to the archive's folder.
pub fn name(post: &PostRecord) -> String {
    let folder = if post.kind == "page" { "pages" } else { "posts" };
    let plain = |sign: char| sign.is_alphanumeric() || sign == '-';
    match post.slug.len() <= LONGEST_NAME && !post.slug.is_empty() && post.slug.chars().all(plain) {
        true => format!("{folder}/{}", post.slug),
        // No slug starts with an underscore.
        false => format!("{folder}/_{}", post.id),
    }
}

/// Returns the extension of the main file.
pub fn ending(post: &PostRecord) -> &'static str {
    if post.format == "html" { "html" } else { "md" }
}

/// Returns the front matter: fields as in Hugo and Jekyll, and additional ones.
pub fn head(post: &PostRecord, terms: &[PostTermRow], zone: &TimeZone) -> String {
    let mut head = FrontMatterWriter::new(zone.clone());
    head.text("title", &post.title);
    head.time("date", post.published_at);
    head.text("status", &post.status);
    if !matches!(post.status.as_str(), "published" | "scheduled") {
        // For programs that do not know `status`.
        head.plain("draft", true);
    }
    head.text("slug", &post.slug);
    if post.kind == "page" {
        head.text("kind", "page");
    }
    if let (Some(slug), Some(name)) = (&post.author, &post.author_name) {
        head.text("author", named(name, slug));
    }
    for (field, kind) in [("categories", TermKind::Category), ("tags", TermKind::Tag)] {
        let mut of_kind: Vec<&PostTermRow> = terms.iter().filter(|term| term.kind == kind).collect();
        of_kind.sort_by(|a, b| a.slug.cmp(&b.slug));
        let names: Vec<String> = of_kind.iter().map(|term| named(&term.name, &term.slug).to_owned()).collect();
        head.list(field, &names);
    }
    head.text("description", &post.standfirst);
    head.text("image", &post.image_src);
    head.text("image_alt", &post.image_alt);
    head.text("image_caption", &post.image_caption);
    if post.pinned_at.is_some() {
        head.plain("pinned", true);
    }
    head.time("pinned_at", post.pinned_at);
    head.plain("comments", post.comments == "open");
    if post.menu_order != 0 {
        head.plain("menu_order", post.menu_order);
    }
    head.text("parent", post.parent.as_deref().unwrap_or_default());
    head.text("seo_title", &post.seo_title);
    head.text("seo_description", &post.seo_description);
    if post.noindex {
        head.plain("noindex", true);
    }
    head.text("canonical", &post.canonical);
    head.text("password", post.password.as_deref().unwrap_or_default());
    head.text("trashed_from", post.trashed_from.as_deref().unwrap_or_default());
    head.time("trashed_at", post.trashed_at);
    head.time("created", Some(post.created_at));
    head.time("updated", Some(post.updated_at));
    if post.version != 1 {
        head.plain("version", post.version);
    }
    head.plain("id", post.id);
    head.text("guid", post.guid.as_deref().unwrap_or_default());
    head.finish()
}

/// Returns the name if the slug can be derived from it, else the slug.
fn named<'a>(name: &'a str, slug: &'a str) -> &'a str {
    if slugify(name) == slug && name.trim() == name { name } else { slug }
}

/// Parses front matter to a record, without the fields that are derived from the body or refer to other records.
pub fn read(head: &StrictFrontMatter, format: &str, zone: &TimeZone) -> Result<PostRecord, MarkdownError> {
    let text = |name: &'static str| head.text(name).map(Option::unwrap_or_default);
    let time = |name: &'static str| match head.text(name)? {
        Some(text) => match dates::parse(&text, zone) {
            Some(time) => Ok(Some(time)),
            None => Err(head.wrong(name, "a time such as 2024-01-31T08:00:00+07:00 is expected")),
        },
        None => Ok(None),
    };
    let needed = |name: &str| head.wrong(name, "this field is missing");
    Ok(PostRecord {
        id: head.number("id")?.ok_or_else(|| needed("id"))?,
        kind: head.text("kind")?.unwrap_or_else(|| "post".to_owned()),
        status: head.text("status")?.ok_or_else(|| needed("status"))?,
        slug: head.text("slug")?.ok_or_else(|| needed("slug"))?,
        title: text("title")?,
        source: head.body().to_owned(),
        format: format.to_owned(),
        standfirst: text("description")?,
        author: head.text("author")?,
        image_src: text("image")?,
        image_alt: text("image_alt")?,
        image_caption: text("image_caption")?,
        comments: if head.flag("comments")?.unwrap_or(true) { "open" } else { "closed" }.to_owned(),
        menu_order: head.number("menu_order")?.unwrap_or_default(),
        parent: head.text("parent")?,
        pinned_at: time("pinned_at")?,
        published_at: time("date")?,
        created_at: time("created")?.ok_or_else(|| needed("created"))?,
        updated_at: time("updated")?.ok_or_else(|| needed("updated"))?,
        password: head.text("password")?,
        guid: head.text("guid")?,
        seo_title: text("seo_title")?,
        seo_description: text("seo_description")?,
        noindex: head.flag("noindex")?.unwrap_or(false),
        canonical: text("canonical")?,
        trashed_from: head.text("trashed_from")?,
        trashed_at: time("trashed_at")?,
        version: head.number("version")?.unwrap_or(1),
        ..PostRecord::default()
    })
}

/// Converts a record to a post to insert.
pub fn new_post(
    head: &StrictFrontMatter,
    record: &PostRecord,
    author_id: Option<i64>,
    body: Body,
) -> Result<NewPost, MarkdownError> {
    let kind = PostKind::parse(&record.kind).ok_or_else(|| head.wrong("kind", "post or page is expected"))?;
    let status = PostStatus::parse(&record.status)
        .ok_or_else(|| head.wrong("status", "draft, scheduled, published, private, protected or trash is expected"))?;
    if record.published_at.is_none() && matches!(status, PostStatus::Published | PostStatus::Scheduled) {
        return Err(head.wrong("date", "what is published or scheduled has a date"));
    }
    Ok(NewPost {
        kind,
        status,
        slug: record.slug.clone(),
        title: record.title.clone(),
        title_folded: fold(&record.title),
        source: record.source.clone(),
        format: BodyFormat::parse(&record.format).unwrap_or_default(),
        html: body.html,
        excerpt: if record.standfirst.is_empty() { body.excerpt } else { record.standfirst.clone() },
        standfirst: record.standfirst.clone(),
        seo_title: record.seo_title.clone(),
        seo_description: record.seo_description.clone(),
        minutes: body.minutes,
        author_id,
        image_src: record.image_src.clone(),
        image_alt: record.image_alt.clone(),
        image_caption: record.image_caption.clone(),
        comments_open: record.comments == "open",
        menu_order: record.menu_order,
        pinned_at: record.pinned_at,
        published_at: record.published_at,
        updated_at: record.updated_at,
        password: record.password.clone(),
        guid: record.guid.clone(),
        comment_count: 0,
    })
}
