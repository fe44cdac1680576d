//! Posts and pages as those who write them see them.

use serde::{Deserialize, Serialize};

use crate::model::admin::difference::Difference;
use crate::model::moment::Moment;

/// What kind of entry it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    #[default]
    Post,
    Page,
}

/// Who can see it, and when.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
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
pub enum Format {
    #[default]
    Markdown,
    Html,
}

/// Whether readers may comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Commenting {
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
pub struct Filter {
    pub kind: Kind,
    /// None: all but the trash.
    pub status: Option<Status>,
    pub author: Option<i64>,
    pub category: Option<i64>,
    /// Words of the title, folded when compared; empty for all.
    pub text: String,
    /// Where to go on, as the page before said; empty at the start.
    pub cursor: String,
}

/// An entry of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub id: i64,
    pub title: String,
    pub status: Status,
    pub author: String,
    pub categories: Vec<String>,
    /// When it was, or will be, published; for others when it was last changed.
    pub date: Moment,
    pub comments: i64,
    pub pinning: Pinning,
    /// Where readers find it, when they do.
    pub path: Option<String>,
    /// Whether who asks may change it.
    pub editable: bool,
}

/// One page of the list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Lines {
    pub lines: Vec<Line>,
    /// How many there are of each status, for the tabs; authors see their own counted.
    pub counts: Vec<(Status, i64)>,
    /// Cursors of the neighbouring pages; empty when there is none.
    pub newer: String,
    pub older: String,
    pub authors: Vec<Choice>,
    pub categories: Vec<Choice>,
}

/// Something to choose. `depth` indents categories below others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    pub id: i64,
    pub name: String,
    pub depth: u8,
}

/// What to do with many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bulk {
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
pub struct Draft {
    /// None: not stored yet.
    pub id: Option<i64>,
    /// The version this was made from: somebody else's save in between is a conflict.
    pub version: i64,
    pub kind: Kind,
    pub format: Format,
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
    pub commenting: Commenting,
    pub pinning: Pinning,
    pub seo_title: String,
    pub seo_description: String,
    /// Pages: below which page, and where in the menu.
    pub parent: Option<i64>,
    pub menu_order: i64,
}

/// What a save is to make of the status.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Intent {
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
pub struct Editing {
    pub draft: Draft,
    pub status: Status,
    /// `2026-11-23T14:05` in the site's time zone; empty when it has none.
    pub publish_at: String,
    pub saved: Saved,
    pub categories: Vec<Choice>,
    /// Known tags, the most used first.
    pub tags: Vec<String>,
    /// Whom the post can be given to; one choice only for authors.
    pub authors: Vec<Choice>,
    /// Pages it can stand below.
    pub parents: Vec<Choice>,
    /// The site's address and the path before the slug, such as `https://bao.example/posts/`.
    pub address: String,
}

/// What a save has made.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    pub id: i64,
    pub version: i64,
    pub slug: String,
    pub status: Status,
    pub at: Moment,
    /// When it was or will be published.
    pub published: Option<Moment>,
    /// Where readers find it, when they do.
    pub path: Option<String>,
    /// Who saved it.
    pub by: String,
}

/// The body as readers will see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Preview {
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
    pub at: Moment,
    pub by: String,
    pub origin: Origin,
}

/// How a revision came to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Origin {
    Save,
    Autosave,
}

/// What lies between two versions of a post.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Changes {
    pub title: Difference,
    /// The written excerpt.
    pub excerpt: Difference,
    pub body: Difference,
}

/// A revision among the others.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Compared {
    pub revision: Revision,
    /// What it changed: from the revision before to this one. Of the first, everything.
    pub made: Changes,
    /// What has changed since: from this one to what is stored now.
    pub since: Changes,
}
