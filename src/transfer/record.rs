//! What comes in, whatever it came from: the readers make these, the writer stores them.

/// One thing of the old site.
#[derive(Clone, Debug, PartialEq)]
pub enum ImportRecord {
    Site(ImportedSite),
    Author(ImportedAuthor),
    Term(ImportedTerm),
    Entry(Box<ImportedEntry>),
    /// Text that entries show by its number: the synced patterns of WordPress.
    Pattern {
        old_id: i64,
        body: String,
    },
    MenuItem(ImportedMenuItem),
    LeftOut(SkippedItem),
}

/// The old site itself.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedSite {
    pub title: String,
    pub tagline: String,
    /// Where it was, such as `https://example.com/blog`, without a slash at the end. May be empty.
    pub base_url: String,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedAuthor {
    /// The name entries refer to.
    pub login: String,
    /// The name readers see.
    pub name: String,
    pub email: String,
    pub biography: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportedTermKind {
    Category,
    Tag,
}

#[derive(Clone, Debug, PartialEq)]
pub struct ImportedTerm {
    pub kind: ImportedTermKind,
    pub old_id: Option<i64>,
    pub slug: String,
    pub name: String,
    pub description: String,
    /// The slug of the category it is under.
    pub parent: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportedEntryKind {
    #[default]
    Post,
    Page,
    Attachment,
}

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

/// What an entry's body is written in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Markup {
    /// As WordPress stores it: give it to [`super::wordpress::content::convert`] first.
    #[default]
    WordPress,
    Markdown,
}

/// A picture that stands at the head of an entry.
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
    /// Names the entry for ever: a second import finds it again by this.
    pub guid: String,
    pub kind: ImportedEntryKind,
    /// Its number on the old site; 0 where there are none.
    pub old_id: i64,
    pub parent_old_id: Option<i64>,
    pub status: ImportedEntryStatus,
    /// What opens a protected entry.
    pub password: Option<String>,
    /// Plain text.
    pub title: String,
    /// May be empty (drafts) and may hold any letter: the store makes it fit.
    pub slug: String,
    /// The old address, as it stood in the source.
    pub link: String,
    /// Paths that led here, normalized (see [`crate::text::old_path::normalize`]).
    pub old_paths: Vec<String>,
    /// Paths that may have led here: they give way to any other use.
    pub usual_paths: Vec<String>,
    /// The author's login; may be empty.
    pub author: String,
    /// Milliseconds since 1970, UTC.
    pub published_ms: Option<i64>,
    /// Milliseconds since 1970, UTC.
    pub modified_ms: Option<i64>,
    pub markup: Markup,
    pub body: String,
    /// WordPress keeps footnotes beside the body, in JSON. Empty where there are none.
    pub footnotes: String,
    pub excerpt: String,
    pub sticky: bool,
    pub comments_open: bool,
    pub menu_order: i64,
    pub thumbnail_old_id: Option<i64>,
    pub image: Option<ImportedImage>,
    /// Slugs.
    pub categories: Vec<String>,
    /// Slugs.
    pub tags: Vec<String>,
    /// Of an attachment: where its file is.
    pub attachment_url: Option<String>,
    /// Of an attachment: what it shows.
    pub alt: String,
    pub comments: Vec<ImportedComment>,
    /// What belonged to the entry and did not come along.
    pub left_out: Vec<SkippedItem>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ImportedCommentStatus {
    Waiting,
    #[default]
    Published,
    Spam,
    Trash,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum ImportedCommentKind {
    /// Written by a reader.
    #[default]
    Comment,
    /// A pingback or trackback: another site says that it links here; `name` is that site's.
    Mention,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct ImportedComment {
    pub old_id: i64,
    pub parent_old_id: Option<i64>,
    pub kind: ImportedCommentKind,
    pub name: String,
    pub email: String,
    pub website: String,
    /// The network address it came from; may be empty.
    pub address: String,
    /// Milliseconds since 1970, UTC.
    pub date_ms: Option<i64>,
    /// In the entry's markup; of WordPress half HTML, half plain text. Not safe.
    pub body: String,
    pub status: ImportedCommentStatus,
    /// The login of the author who wrote it, where it was one.
    pub author: Option<String>,
}

/// An item of one of the old site's menus.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportedMenuItem {
    /// The name of the menu it stands in.
    pub menu: String,
    pub old_id: i64,
    /// The item that it stands below.
    pub parent_old_id: Option<i64>,
    pub order: i64,
    /// Empty: that of its target.
    pub title: String,
    /// Where it leads; nowhere, if it only holds others.
    pub target: Option<ImportedMenuTarget>,
}

/// Where an item of a menu leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportedMenuTarget {
    /// A post or page, by its old number.
    Entry(i64),
    /// A category or tag, by its old number.
    Term(i64),
    /// An address, as it stood there.
    Link(String),
}

/// Something that was read and is not brought over.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SkippedItem {
    /// The kind of thing, such as `menu item`.
    pub what: String,
    pub reason: &'static str,
}

impl SkippedItem {
    pub fn new(what: impl Into<String>, reason: &'static str) -> Self {
        Self { what: what.into(), reason }
    }
}
