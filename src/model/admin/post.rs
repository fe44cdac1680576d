//! Posts and pages in the admin.

use serde::{Deserialize, Serialize};

use crate::model::admin::difference::Difference;
use crate::model::admin::search_indexing::SearchIndexing;
use crate::model::formatted_time::FormattedTime;

/// Kind of a post.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PostKind {
    #[default]
    Post,
    Page,
}

/// Visibility of a post.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PostStatus {
    Draft,
    Scheduled,
    Published,
    /// Visible to logged-in users.
    Private,
    /// Imported with a password; visible to nobody.
    Protected,
    Trash,
}

/// How the body is written, and so the language of its source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BodyFormat {
    /// In Markdown, which is the source. Drafts that do not say how they are written are in Markdown.
    #[default]
    Markdown,
    /// In the visual editor; the source is HTML. Posts imported from WordPress are visual.
    // The alias is in drafts that browsers have kept from before.
    #[serde(alias = "Html")]
    Visual,
}

impl BodyFormat {
    /// Returns the name in the settings.
    pub fn name(self) -> &'static str {
        match self {
            BodyFormat::Markdown => "markdown",
            BodyFormat::Visual => "visual",
        }
    }

    /// Parses the output of [`BodyFormat::name`].
    pub fn from_name(name: &str) -> Option<BodyFormat> {
        [BodyFormat::Markdown, BodyFormat::Visual].into_iter().find(|format| format.name() == name)
    }
}

/// Whether readers may comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentPolicy {
    #[default]
    Open,
    Closed,
}

/// Whether a post is pinned to the top of the home page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pinning {
    #[default]
    Loose,
    Pinned,
}

/// Filter of a list of posts.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostFilter {
    pub kind: PostKind,
    /// `None`: all except the trash.
    pub status: Option<PostStatus>,
    pub author: Option<i64>,
    pub category: Option<i64>,
    /// Words of the title or text; empty for all.
    pub text: String,
    /// Cursor from the previous page; empty for the first page.
    pub cursor: String,
}

/// A row of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostListItem {
    pub id: i64,
    pub title: String,
    pub status: PostStatus,
    pub author: String,
    pub categories: Vec<String>,
    /// When it was or will be published; for others, when it was last changed.
    pub date: FormattedTime,
    pub comments: i64,
    pub pinning: Pinning,
    /// Path of the post; `None` if it is not published.
    pub path: Option<String>,
    /// Whether the current user may edit it.
    pub editable: bool,
}

/// A page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostListPage {
    pub lines: Vec<PostListItem>,
    /// Number of posts per status, for the tabs. For authors, only their own posts.
    pub counts: Vec<(PostStatus, i64)>,
    /// Cursors of the adjacent pages; empty if there is none.
    pub newer: String,
    pub older: String,
    pub authors: Vec<SelectOption>,
    pub categories: Vec<SelectOption>,
}

/// An option of a select. `depth` indents nested options.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SelectOption {
    pub id: i64,
    pub name: String,
    pub depth: u8,
}

/// An action on several posts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BulkAction {
    Publish,
    Unpublish,
    Trash,
    Restore,
    /// Permanently; only from the trash.
    Delete,
    /// Adds a category to the posts.
    Categorize(i64),
}

/// The editable fields of a post, as the editor loads and saves them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostDraft {
    /// `None`: not saved yet.
    pub id: Option<i64>,
    /// The version that the draft is based on. A save with an outdated version is a conflict.
    pub version: i64,
    pub kind: PostKind,
    pub format: BodyFormat,
    pub title: String,
    pub source: String,
    /// Empty: derived from the title.
    pub slug: String,
    /// Empty: the beginning of the body.
    pub excerpt: String,
    pub categories: Vec<i64>,
    /// By name; missing tags are created.
    pub tags: Vec<String>,
    pub author: Option<i64>,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub commenting: CommentPolicy,
    pub pinning: Pinning,
    pub seo_title: String,
    pub seo_description: String,
    /// The address that search engines are to name, if it is another one.
    pub canonical: String,
    pub indexing: SearchIndexing,
    /// For pages: the parent page, and the position in the menu.
    pub parent: Option<i64>,
    pub menu_order: i64,
}

/// How a save changes the status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SaveIntent {
    /// Keeps the status; a new post becomes a draft.
    Keep,
    /// Keeps the status, in an autosave while typing. Only for drafts.
    Autosave,
    Draft,
    /// Publishes now, or with its earlier publication time.
    Publish,
    /// `2026-11-23T14:05` in the site's time zone: schedules the post if it is in the future, else publishes it with
    /// this time.
    PublishAt(String),
    Private,
}

/// A post as loaded by the editor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditorPost {
    pub draft: PostDraft,
    pub status: PostStatus,
    /// `2026-11-23T14:05` in the site's time zone; empty if there is none.
    pub publish_at: String,
    pub saved: SavedPost,
    pub categories: Vec<SelectOption>,
    /// Existing tags, most used first.
    pub tags: Vec<String>,
    /// Users that the post can be assigned to; a single one for authors.
    pub authors: Vec<SelectOption>,
    /// Pages that can be its parent.
    pub parents: Vec<SelectOption>,
    /// The site's origin and the path before the slug, such as `https://bao.example/posts/`.
    pub address: String,
}

/// The body of a draft in the other format.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConvertedBody {
    pub format: BodyFormat,
    pub source: String,
    /// What Markdown has no notation for, with the number of times. Its HTML is kept within the Markdown.
    pub kept: Vec<(BlockKind, usize)>,
}

/// A kind of block, as far as a writer distinguishes them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum BlockKind {
    Picture,
    Gallery,
    Table,
    PullQuote,
    FactBox,
    Button,
    LinkCard,
    File,
    Player,
    Footnotes,
    List,
    /// A paragraph, heading or quotation with formatting that Markdown lacks.
    Text,
    Other,
}

/// The saved state of a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedPost {
    pub id: i64,
    pub version: i64,
    pub slug: String,
    pub status: PostStatus,
    pub at: FormattedTime,
    /// When it was or will be published.
    pub published: Option<FormattedTime>,
    /// Path of the post; `None` if it is not published.
    pub path: Option<String>,
    /// Name of the user who saved it.
    pub by: String,
}

/// The rendered body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BodyPreview {
    /// Sanitized HTML.
    pub html: String,
    pub words: i64,
    pub minutes: i64,
}

/// A revision of a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    pub id: i64,
    pub version: i64,
    pub at: FormattedTime,
    pub by: String,
    pub origin: RevisionOrigin,
}

/// How a revision was made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevisionOrigin {
    Save,
    Autosave,
}

/// The differences between two versions of a post.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PostChanges {
    pub title: Difference,
    /// The manual excerpt.
    pub excerpt: Difference,
    pub body: Difference,
}

/// A revision compared with the version before and the current one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RevisionComparison {
    pub revision: Revision,
    /// What the revision changed relative to the one before; for the first one, everything.
    pub made: PostChanges,
    /// What has changed from this revision to the current version.
    pub since: PostChanges,
}
