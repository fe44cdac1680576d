//! The media library.

use serde::{Deserialize, Serialize};

use super::post::PostKind;
use crate::model::formatted_time::FormattedTime;
use crate::model::media::PictureFormat;

/// An image of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaItem {
    pub id: i64,
    /// Name of the main file, such as `ben-luc-1f2e3d4c.jpg`.
    pub name: String,
    /// Path of the main file, which posts refer to.
    pub path: String,
    /// Path of the thumbnail.
    pub thumbnail: String,
    pub kind: PictureFormat,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// Size of all its files, in bytes.
    pub size: i64,
    /// The alternative text; empty if there is none.
    pub alt: String,
    pub added: FormattedTime,
    /// Name of the user who uploaded it; empty if unknown.
    pub by: String,
    /// Number of posts that use it.
    pub uses: i64,
    /// Whether the current user may edit it.
    pub editable: bool,
}

impl MediaItem {
    /// Returns the Markdown of the image.
    pub fn markdown(&self) -> String {
        let alt = self.alt.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        format!("![{alt}]({})", self.path)
    }
}

/// A post that uses an image.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaUse {
    pub id: i64,
    pub kind: PostKind,
    pub title: String,
}

/// The posts that use an image.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Uses {
    /// Posts that the current user may see.
    pub posts: Vec<MediaUse>,
    /// Number of other posts.
    pub hidden: i64,
    /// Whether the promotional block, a description or a biography shows it.
    pub in_site: bool,
}

impl Uses {
    /// Returns the number of places that use the image. All outside of posts are one.
    pub fn count(&self) -> i64 {
        self.hidden + i64::try_from(self.posts.len()).unwrap_or_default() + i64::from(self.in_site)
    }
}

/// Filter of a list of images.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaFilter {
    #[default]
    All,
    /// Without alternative text.
    Undescribed,
    /// Used by no post.
    Unused,
}

impl MediaFilter {
    /// All filters.
    pub const ALL: [MediaFilter; 3] = [MediaFilter::All, MediaFilter::Undescribed, MediaFilter::Unused];
}

/// A search in the library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MediaSearch {
    /// Words of the name or alternative text, folded for comparison; empty for all.
    pub text: String,
    pub choice: MediaFilter,
    /// Cursor from the previous page; empty for the first page.
    pub cursor: String,
}

/// A page of the library, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaListPage {
    pub media: Vec<MediaItem>,
    /// Cursor of the next page; empty if there is none.
    pub older: String,
    /// Number of images in the whole library.
    pub count: i64,
    /// Size of the whole library, in bytes.
    pub size: i64,
    /// Maximum size of an uploaded file, in bytes.
    pub limit: u64,
}

/// Maximum size of an uploaded file, in bytes.
pub const MAX_FILE_BYTES: u64 = 25 * 1024 * 1024;

/// Whether an image that is used may be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deletion {
    /// Only if no post uses it.
    Careful,
    /// Even if it is used: the user has seen the posts and confirmed.
    Confirmed,
}
