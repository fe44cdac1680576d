//! Posts and pages.

mod branch;
pub mod desk;
pub mod edit;
pub mod feed;
mod list;
mod read;
pub mod status;
mod texts;
mod write;

#[cfg(test)]
pub mod testing;
#[cfg(test)]
mod tests;

pub use list::{Cursor, Listed, Scope, list, list_latest, list_menu, list_pinned};
pub use read::{count_comments, find, find_hidden, find_title, neighbours};
pub use texts::{TextRow, find_texts, set_texts};
pub use write::{Placed, add, add_all, nest, recount_comments, set_all_terms, set_terms};

use sqlx::FromRow;

use crate::model::Milliseconds;

pub use crate::model::admin::post::{Kind, Status};

impl Kind {
    /// How the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Post => "post",
            Kind::Page => "page",
        }
    }
}

impl Status {
    /// Every status, in the order of the admin's tabs.
    pub const ALL: [Status; 6] =
        [Status::Published, Status::Scheduled, Status::Draft, Status::Private, Status::Protected, Status::Trash];

    /// How the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Scheduled => "scheduled",
            Status::Published => "published",
            Status::Private => "private",
            Status::Protected => "protected",
            Status::Trash => "trash",
        }
    }
}

/// A text of a column that has a closed set of values, and is not one of them.
#[derive(Debug, thiserror::Error)]
#[error("{0:?} is not known to this program")]
pub struct UnknownText(String);

impl TryFrom<String> for Kind {
    type Error = UnknownText;

    fn try_from(text: String) -> Result<Kind, UnknownText> {
        [Kind::Post, Kind::Page].into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownText(text))
    }
}

impl TryFrom<String> for Status {
    type Error = UnknownText;

    fn try_from(text: String) -> Result<Status, UnknownText> {
        Status::ALL.into_iter().find(|status| status.as_str() == text).ok_or(UnknownText(text))
    }
}

/// A published post among others.
#[derive(Clone, Debug, FromRow)]
pub struct CardRow {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub excerpt: String,
    pub published_at: Milliseconds,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub comment_count: i64,
    pub author_slug: Option<String>,
    pub author_name: Option<String>,
}

/// A published post or page, whole.
#[derive(Clone, Debug, FromRow)]
pub struct PostRow {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub html: String,
    pub excerpt: String,
    pub standfirst: String,
    pub minutes: i64,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub comments: String,
    pub comment_count: i64,
    pub published_at: Milliseconds,
    pub updated_at: Milliseconds,
    pub author_slug: Option<String>,
    pub author_name: Option<String>,
    pub author_biography: Option<String>,
    pub seo_title: String,
    pub seo_description: String,
}

/// A title and a slug, for links.
#[derive(Clone, Debug, FromRow)]
pub struct LinkRow {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub published_at: Milliseconds,
}

/// A post to be stored.
#[derive(Clone, Debug)]
pub struct NewPost {
    pub kind: Kind,
    pub status: Status,
    pub slug: String,
    pub title: String,
    /// For searching.
    pub title_folded: String,
    pub source: String,
    /// `markdown` or `html`.
    pub format: &'static str,
    pub html: String,
    pub excerpt: String,
    /// The excerpt, when somebody wrote it.
    pub standfirst: String,
    pub minutes: u32,
    pub author_id: Option<i64>,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub comments_open: bool,
    pub menu_order: i64,
    pub pinned_at: Option<Milliseconds>,
    /// Must be there when the status is `Published`.
    pub published_at: Option<Milliseconds>,
    pub updated_at: Milliseconds,
    pub password: Option<String>,
    pub guid: Option<String>,
    /// Of its published comments, if they are to be stored with it.
    pub comment_count: i64,
}
