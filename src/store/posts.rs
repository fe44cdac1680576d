//! Posts and pages.

pub mod archive;
pub mod candidates;
mod category_posts;
pub mod edit;
pub mod feed;
mod file_texts;
mod find;
pub mod free_slug;
mod insert;
mod list;
mod listing_cursor;
pub mod page_tree;
pub mod post_table;
pub mod status;

#[cfg(test)]
pub mod test_posts;
#[cfg(test)]
mod tests;

pub use category_posts::find_cards;
pub use file_texts::{TextRow, find_texts, list_texts, set_canonical, set_noindex, set_search_texts, set_texts};
pub use find::{count_comments, find, find_any_status, find_id, find_title, neighbours};
pub use insert::{
    InsertedPost, add, add_all, add_with_id, has_any, is_known, nest, recount_comments, set_all_terms, set_terms,
};
pub use list::{ListingRows, ListingScope, list, list_latest, list_menu, list_pinned};
pub use listing_cursor::ListingCursor;

use sqlx::FromRow;

use crate::model::Milliseconds;
use crate::model::admin::post::{BodyFormat, CommentPolicy};

pub use crate::model::admin::post::{PostKind, PostStatus};

impl PostStatus {
    /// Every status, in the order of the admin's tabs.
    pub const ALL: [PostStatus; 6] = [
        PostStatus::Published,
        PostStatus::Scheduled,
        PostStatus::Draft,
        PostStatus::Private,
        PostStatus::Protected,
        PostStatus::Trash,
    ];
}

/// A published post in a list.
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
    pub author_portrait: Option<String>,
}

/// The columns of a [`CardRow`], with posts as `p` and authors as `a`.
const CARD_COLUMNS: &str = "p.id, p.slug, p.title, p.excerpt, p.published_at, p.image_src, p.image_alt, \
     p.image_caption, p.comment_count, a.slug AS author_slug, a.name AS author_name, a.portrait AS author_portrait";

/// A complete published post or page.
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
    pub comments: CommentPolicy,
    pub comment_count: i64,
    pub published_at: Milliseconds,
    pub updated_at: Milliseconds,
    pub author_slug: Option<String>,
    pub author_name: Option<String>,
    pub author_biography: Option<String>,
    pub author_role: Option<String>,
    pub author_portrait: Option<String>,
    pub author_links: Option<String>,
    pub seo_title: String,
    pub seo_description: String,
    /// Whether search engines are to leave it out.
    pub noindex: bool,
    /// The address that search engines are to name, if it is another one; may be empty.
    pub canonical: String,
}

/// Title and slug, for links.
#[derive(Clone, Debug, FromRow)]
pub struct LinkRow {
    pub id: i64,
    pub slug: String,
    pub title: String,
    pub published_at: Milliseconds,
}

/// A post to insert.
#[derive(Clone, Debug)]
pub struct NewPost {
    pub kind: PostKind,
    pub status: PostStatus,
    pub slug: String,
    pub title: String,
    /// Folded, for searching.
    pub title_folded: String,
    pub source: String,
    pub format: BodyFormat,
    pub html: String,
    pub excerpt: String,
    /// The excerpt, if it was written by hand.
    pub standfirst: String,
    pub seo_title: String,
    pub seo_description: String,
    pub minutes: u32,
    pub author_id: Option<i64>,
    pub image_src: String,
    pub image_alt: String,
    pub image_caption: String,
    pub comments_open: bool,
    pub menu_order: i64,
    pub pinned_at: Option<Milliseconds>,
    /// Required if the status is `Published`.
    pub published_at: Option<Milliseconds>,
    pub updated_at: Milliseconds,
    pub password: Option<String>,
    pub guid: Option<String>,
    /// The number of published comments, if they are inserted with it.
    pub comment_count: i64,
}
