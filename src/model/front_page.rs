//! The front page in sections: how it is arranged, and what readers see of it.

use serde::{Deserialize, Serialize};

use super::post::PostSummary;
use super::term::TermColor;

/// Maximum number of sections.
pub const MAX_SECTIONS: usize = 20;
/// Maximum number of posts in a section.
pub const MAX_POSTS: u32 = 20;

/// What a section shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SectionKind {
    /// One large post, with others beside it.
    Lead,
    /// The posts of a category or tag.
    Term,
    MostRead,
    MostDiscussed,
    /// The list of all posts, with links to older ones.
    Latest,
    /// Posts with their authors.
    Opinion,
    /// A strip of pictures.
    Gallery,
    /// A text of its own.
    Text,
}

impl SectionKind {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [SectionKind; 8] = [
        SectionKind::Lead,
        SectionKind::Term,
        SectionKind::MostRead,
        SectionKind::MostDiscussed,
        SectionKind::Latest,
        SectionKind::Opinion,
        SectionKind::Gallery,
        SectionKind::Text,
    ];

    /// Returns whether the posts can be limited to a category or tag.
    pub fn has_source(self) -> bool {
        matches!(self, SectionKind::Lead | SectionKind::Term | SectionKind::Opinion | SectionKind::Latest)
    }

    /// Returns whether editors can pick the posts.
    pub fn has_picks(self) -> bool {
        matches!(self, SectionKind::Lead | SectionKind::Opinion | SectionKind::Gallery)
    }
}

/// How the posts of a category or tag are laid out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum SectionLayout {
    /// A large post, and the headlines of the others beside it.
    #[default]
    Story,
    /// Equal posts with pictures.
    Grid,
    /// One below the other, with small pictures.
    List,
    /// Headlines only.
    Headlines,
}

impl SectionLayout {
    /// Every layout.
    pub const ALL: [SectionLayout; 4] =
        [SectionLayout::Story, SectionLayout::Grid, SectionLayout::List, SectionLayout::Headlines];
}

/// Which posts come first in a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PostChoice {
    #[default]
    Newest,
    /// The pinned posts.
    Pinned,
    /// Those that an editor has picked.
    Picked,
}

/// A section as it is arranged.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    pub kind: SectionKind,
    pub layout: SectionLayout,
    pub choice: PostChoice,
    /// Empty: the name of the category or of the kind.
    pub heading: String,
    /// The path of a category or tag, such as `/category/kinh-te`. Empty: all posts.
    pub source: String,
    /// The slugs of the picked posts.
    pub posts: Vec<String>,
    /// Number of posts. 0 for the latest posts: as many as other lists have.
    pub count: u32,
    /// Whether the heading leads to the category or tag.
    pub has_link: bool,
    /// Whether it may show posts that the page shows above.
    pub may_repeat: bool,
    /// Markdown, which may contain HTML.
    pub text: String,
}

impl Section {
    /// Returns a section with the usual options of its kind.
    pub fn new(kind: SectionKind) -> Section {
        let (choice, count) = match kind {
            SectionKind::Lead => (PostChoice::Pinned, 5),
            SectionKind::Latest | SectionKind::Text => (PostChoice::Newest, 0),
            SectionKind::Gallery => (PostChoice::Newest, 8),
            SectionKind::Opinion => (PostChoice::Newest, 4),
            SectionKind::Term | SectionKind::MostRead | SectionKind::MostDiscussed => (PostChoice::Newest, 5),
        };
        Section {
            kind,
            layout: SectionLayout::Story,
            choice,
            heading: String::new(),
            source: String::new(),
            posts: Vec::new(),
            count,
            has_link: true,
            may_repeat: false,
            text: String::new(),
        }
    }

    /// Returns whether this is the plain list of all posts, as other lists are.
    pub fn is_plain_list(&self) -> bool {
        *self == Section::new(SectionKind::Latest)
    }
}

/// A section as readers see it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ShownSection {
    /// Its place among all sections, of which empty ones are not shown.
    pub place: usize,
    pub kind: SectionKind,
    pub layout: SectionLayout,
    /// Empty: without a heading.
    pub heading: String,
    /// Where the heading leads.
    pub path: Option<String>,
    pub color: Option<TermColor>,
    pub posts: Vec<PostSummary>,
    /// Sanitized HTML of a text.
    pub html: String,
    /// Path of the older posts.
    pub older: Option<String>,
}
