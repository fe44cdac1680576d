//! Import records: the common format between the readers and the writer.

use super::import_warning::ImportWarning;
use crate::model::admin::menu::MenuPlace;

/// A record of the old site.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportRecord {
    Site(ImportedSite),
    Author(ImportedAuthor),
    /// An author without an account. The record may come after the entries that they sign.
    Guest(ImportedAuthor),
    Term(ImportedTerm),
    Entry(Box<ImportedEntry>),
    /// Text that entries include by ID: WordPress's synced patterns.
    Pattern {
        old_id: i64,
        body: String,
    },
    MenuItem(ImportedMenuItem),
    /// An old path of a term or author that was written before.
    Redirect(ImportedRedirect),
    LeftOut(SkippedItem),
    /// Something that was not taken as it is.
    Warning(ImportWarning),
}

/// An old path that is none of a post or page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportedRedirect {
    /// Normalized (see [`crate::text::old_path::normalize`]).
    pub from: String,
    pub to: ImportedRedirectTarget,
}

/// Where an old path leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportedRedirectTarget {
    /// The term with this original ID.
    Term(i64),
    /// The author with this login.
    Author(String),
}

/// The old site itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedSite {
    pub title: String,
    pub tagline: String,
    /// Its URL, such as `https://example.com/blog`, without a trailing slash. May be empty.
    pub base_url: String,
    /// The BCP 47 tag of its language. May be empty.
    pub language: String,
}

/// An author of the old site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedAuthor {
    /// The name used by entries.
    pub login: String,
    /// The name shown to readers.
    pub name: String,
    pub email: String,
    pub biography: String,
}

/// The kind of an imported term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportedTermKind {
    Category,
    Tag,
}

/// A category or tag of the old site.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedTerm {
    pub kind: ImportedTermKind,
    pub old_id: Option<i64>,
    pub slug: String,
    pub name: String,
    pub description: String,
    /// The slug of the parent category.
    pub parent: Option<String>,
}

/// The kind of an imported entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportedEntryKind {
    #[default]
    Post,
    Page,
    Attachment,
}

/// The status of an imported entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportedEntryStatus {
    #[default]
    Published,
    Draft,
    Scheduled,
    Private,
    Protected,
    Trash,
}

/// The markup of an entry's body.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// As stored by WordPress: must be converted with [`super::wordpress::content::convert`].
    #[default]
    WordPress,
    Markdown,
    /// HTML whose own elements its reader has already replaced.
    Html,
}

/// The featured image of an entry.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedImage {
    pub url: String,
    pub alt: String,
    /// Plain text.
    pub caption: String,
}

/// A post, a page, or an uploaded file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedEntry {
    /// Permanent identifier, by which a repeated import recognizes the entry.
    pub guid: String,
    pub kind: ImportedEntryKind,
    /// Its ID on the old site, or 0 if it had none.
    pub old_id: i64,
    pub parent_old_id: Option<i64>,
    pub status: ImportedEntryStatus,
    /// The password of a protected entry.
    pub password: Option<String>,
    /// Plain text.
    pub title: String,
    /// May be empty (drafts) and may contain any character: the writer normalizes it.
    pub slug: String,
    /// The old URL, as in the source.
    pub link: String,
    /// Old paths, normalized (see [`crate::text::old_path::normalize`]).
    pub old_paths: Vec<String>,
    /// Paths that the entry may have had. All other uses of a path take precedence.
    pub usual_paths: Vec<String>,
    /// The author's login. May be empty.
    pub author: String,
    /// Those who sign the entry, if it says so itself: guests and several authors. The first one is shown.
    pub bylines: Vec<ImportedAuthor>,
    /// Unix milliseconds.
    pub published_ms: Option<i64>,
    /// Unix milliseconds.
    pub modified_ms: Option<i64>,
    pub markup: Markup,
    pub body: String,
    /// Footnotes in JSON, which WordPress stores apart from the body. Empty if there are none.
    pub footnotes: String,
    pub excerpt: String,
    /// For search engines. May be empty, as the next one.
    pub seo_title: String,
    pub seo_description: String,
    /// Whether search engines are to leave it out.
    pub noindex: bool,
    /// The address that search engines are to name, as in the source. May be empty.
    pub canonical: String,
    pub sticky: bool,
    pub comments_open: bool,
    pub menu_order: i64,
    pub thumbnail_old_id: Option<i64>,
    pub image: Option<ImportedImage>,
    /// Slugs.
    pub categories: Vec<String>,
    /// Slugs.
    pub tags: Vec<String>,
    /// The URL of an attachment's file.
    pub attachment_url: Option<String>,
    /// The text alternative of an attachment.
    pub alt: String,
    pub comments: Vec<ImportedComment>,
    /// Parts of the entry that are not imported.
    pub left_out: Vec<SkippedItem>,
}

/// The status of an imported comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportedCommentStatus {
    Waiting,
    #[default]
    Published,
    Spam,
    Trash,
}

/// The kind of an imported comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ImportedCommentKind {
    /// Written by a reader.
    #[default]
    Comment,
    /// A pingback or trackback: another site states that it links here. `name` is the name of that site.
    Mention,
}

/// A comment of the old site.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedComment {
    pub old_id: i64,
    pub parent_old_id: Option<i64>,
    pub kind: ImportedCommentKind,
    pub name: String,
    pub email: String,
    pub website: String,
    /// The client's IP address. May be empty.
    pub address: String,
    /// Unix milliseconds.
    pub date_ms: Option<i64>,
    /// In the entry's markup; from WordPress, a mix of HTML and plain text. Unsafe.
    pub body: String,
    pub status: ImportedCommentStatus,
    /// The login, if an author wrote it.
    pub author: Option<String>,
}

/// An item of one of the old site's menus.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedMenuItem {
    /// The name of the menu.
    pub menu: String,
    /// Where it was shown, if the source tells.
    pub place: Option<MenuPlace>,
    pub old_id: i64,
    /// The original ID of the parent item.
    pub parent_old_id: Option<i64>,
    pub order: i64,
    /// Empty to use the title of the target.
    pub title: String,
    /// The target, or `None` if the item only groups others.
    pub target: Option<ImportedMenuTarget>,
}

/// The target of a menu item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportedMenuTarget {
    /// A post or page, by its original ID.
    Entry(i64),
    /// A category or tag, by its original ID.
    Term(i64),
    /// A URL, as in the source.
    Link(String),
}

/// Something that is not imported.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SkippedItem {
    /// The kind of thing, such as `menu item`.
    pub what: String,
    pub reason: &'static str,
    /// Where one of them is. May be empty.
    pub example: String,
}

impl SkippedItem {
    pub fn new(what: impl Into<String>, reason: &'static str) -> Self {
        Self { what: what.into(), reason, example: String::new() }
    }

    /// Adds where it is.
    pub fn at(self, example: impl Into<String>) -> Self {
        Self { example: example.into(), ..self }
    }
}
