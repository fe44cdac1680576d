//! Posts and pages as those who write them see them.

use serde::{Deserialize, Serialize};

use crate::model::admin::difference::Difference;
use crate::model::formatted_time::FormattedTime;

/// What kind of entry it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PostKind {
    #[default]
    Post,
    Page,
}

/// Who can see it, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PostStatus {
    Draft,
    Scheduled,
    Published,
    /// For those who are logged in.
    Private,
    /// Came with a password from elsewhere: shown to nobody.
    Protected,
    Trash,
}

/// What the body is written in. Imported posts are HTML and stay so; the editor edits their source.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum BodyFormat {
    #[default]
    Markdown,
    Html,
}

/// Whether readers may comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentPolicy {
    #[default]
    Open,
    Closed,
}

/// Whether a post stands above the others on the home page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Pinning {
    #[default]
    Loose,
    Pinned,
}

/// Which entries a list shows.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostFilter {
    pub kind: PostKind,
    /// None: all but the trash.
    pub status: Option<PostStatus>,
    pub author: Option<i64>,
    pub category: Option<i64>,
    /// Words of the title, folded when compared; empty for all.
    pub text: String,
    /// Where to go on, as the page before said; empty at the start.
    pub cursor: String,
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostListItem {
    pub id: i64,
    pub title: String,
    pub status: PostStatus,
    pub author: String,
    pub categories: Vec<String>,
    /// When it was, or will be, published; for others when it was last changed.
    pub date: FormattedTime,
    pub comments: i64,
    pub pinning: Pinning,
    /// Where readers find it, when they do.
    pub path: Option<String>,
    /// Whether who asks may change it.
    pub editable: bool,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PostListPage {
    pub lines: Vec<PostListItem>,
    /// How many there are of each status, for the tabs; authors see their own counted.
    pub counts: Vec<(PostStatus, i64)>,
    /// Cursors of the neighbouring pages; empty when there is none.
    pub newer: String,
    pub older: String,
    pub authors: Vec<SelectOption>,
    pub categories: Vec<SelectOption>,
}

/// Something to choose. `depth` indents categories below others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SelectOption {
    pub id: i64,
    pub name: String,
    pub depth: u8,
}

/// What to do with many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BulkAction {
    Publish,
    Unpublish,
    Trash,
    Restore,
    /// For good, from the trash only.
    Delete,
    /// Puts them under a category, beside those they have.
    Categorize(i64),
}

/// What an editor sends and gets: all that can be written about a post.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct PostDraft {
    /// None: not stored yet.
    pub id: Option<i64>,
    /// The version this was made from: somebody else's save in between is a conflict.
    pub version: i64,
    pub kind: PostKind,
    pub format: BodyFormat,
    pub title: String,
    pub source: String,
    /// Empty: made from the title.
    pub slug: String,
    /// Empty: the beginning of the body.
    pub excerpt: String,
    pub categories: Vec<i64>,
    /// By name: those that do not exist are made.
    pub tags: Vec<String>,
    pub author: Option<i64>,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub commenting: CommentPolicy,
    pub pinning: Pinning,
    pub seo_title: String,
    pub seo_description: String,
    /// Pages: below which page, and where in the menu.
    pub parent: Option<i64>,
    pub menu_order: i64,
}

/// What a save is to make of the status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SaveIntent {
    /// Leave it as it is; a new post becomes a draft.
    Keep,
    /// The same, and by itself while typing: only for drafts.
    Autosave,
    Draft,
    /// Publish now, or with the time it had already been published at.
    Publish,
    /// `2026-11-23T14:05` in the site's time zone: scheduled when it is to come, published then when it is past.
    PublishAt(String),
    Private,
}

/// A post on the desk.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EditorPost {
    pub draft: PostDraft,
    pub status: PostStatus,
    /// `2026-11-23T14:05` in the site's time zone; empty when it has none.
    pub publish_at: String,
    pub saved: SavedPost,
    pub categories: Vec<SelectOption>,
    /// Known tags, the most used first.
    pub tags: Vec<String>,
    /// Whom the post can be given to; one choice only for authors.
    pub authors: Vec<SelectOption>,
    /// Pages it can stand below.
    pub parents: Vec<SelectOption>,
    /// The site's address and the path before the slug, such as `https://bao.example/posts/`.
    pub address: String,
}

/// What a save has made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SavedPost {
    pub id: i64,
    pub version: i64,
    pub slug: String,
    pub status: PostStatus,
    pub at: FormattedTime,
    /// When it was or will be published.
    pub published: Option<FormattedTime>,
    /// Where readers find it, when they do.
    pub path: Option<String>,
    /// Who saved it.
    pub by: String,
}

/// The body as readers will see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BodyPreview {
    /// Sanitized HTML.
    pub html: String,
    pub words: i64,
    pub minutes: i64,
}

/// One save of a post.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Revision {
    pub id: i64,
    pub version: i64,
    pub at: FormattedTime,
    pub by: String,
    pub origin: RevisionOrigin,
}

/// How a revision came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RevisionOrigin {
    Save,
    Autosave,
}

/// What lies between two versions of a post.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PostChanges {
    pub title: Difference,
    /// The written excerpt.
    pub excerpt: Difference,
    pub body: Difference,
}

/// A revision among the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RevisionComparison {
    pub revision: Revision,
    /// What it changed: from the revision before to this one. Of the first, everything.
    pub made: PostChanges,
    /// What has changed since: from this one to what is stored now.
    pub since: PostChanges,
}
