//! The media library.

use serde::{Deserialize, Serialize};

use super::post::PostKind;
use crate::model::formatted_time::FormattedTime;
use crate::model::media::{FocalPoint, MediaFormat, MediaKind, original_name};

/// A picture or another file of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaItem {
    pub id: i64,
    /// Name of the main file, such as `ben-luc-1f2e3d4c.jpg`.
    pub name: String,
    /// Path of the main file, which posts refer to.
    pub path: String,
    /// Path of the thumbnail.
    pub thumbnail: String,
    pub kind: MediaFormat,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// Size of all its files, in bytes.
    pub size: i64,
    /// The alternative text; empty if there is none.
    pub alt: String,
    /// What stays visible where it is cropped.
    pub focus: FocalPoint,
    pub added: FormattedTime,
    /// Name of the user who uploaded it; empty if unknown.
    pub by: String,
    /// Number of posts that use it.
    pub uses: i64,
    /// Whether the current user may edit it.
    pub editable: bool,
}

impl MediaItem {
    /// Returns what shows the file in a post, in Markdown or HTML. A document is a link.
    pub fn markdown(&self) -> String {
        let escape = |text: &str| text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        let path = &self.path;
        match self.kind.kind() {
            MediaKind::Picture => format!("![{}]({path})", escape(&self.alt)),
            MediaKind::Audio => format!("<figure><audio controls preload=\"none\" src=\"{path}\"></audio></figure>"),
            MediaKind::Video => format!("<figure><video controls preload=\"none\" src=\"{path}\"></video></figure>"),
            MediaKind::Captions => format!("<track kind=\"captions\" src=\"{path}\">"),
            MediaKind::Document => format!("[{}]({path})", escape(&self.title())),
        }
    }

    /// Returns what a file that is no picture is called in a post: its title, or the name under which it was uploaded,
    /// without the part of the digest that its stored name has.
    pub fn title(&self) -> String {
        if self.alt.is_empty() { original_name(&self.name) } else { self.alt.clone() }
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
    /// Only files of this kind.
    pub kind: Option<MediaKind>,
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
    pub limits: UploadLimits,
}

/// Maximum sizes of uploaded files, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UploadLimits {
    pub picture: u64,
    pub audio: u64,
    pub video: u64,
    pub document: u64,
}

impl UploadLimits {
    /// The limits where only pictures can be uploaded.
    pub const PICTURES: UploadLimits = UploadLimits { picture: MAX_FILE_BYTES, audio: 0, video: 0, document: 0 };

    /// Returns the limit of a kind. Captions are small.
    pub fn of(&self, kind: MediaKind) -> u64 {
        match kind {
            MediaKind::Picture => self.picture,
            MediaKind::Audio => self.audio,
            MediaKind::Video => self.video,
            MediaKind::Captions => MAX_CAPTION_BYTES,
            MediaKind::Document => self.document,
        }
    }

    /// Returns the limits where only files of a kind can be uploaded.
    pub fn only(&self, kind: MediaKind) -> UploadLimits {
        let of = |other| if other == kind { self.of(kind) } else { 0 };
        UploadLimits {
            picture: of(MediaKind::Picture),
            audio: of(MediaKind::Audio),
            video: of(MediaKind::Video),
            document: of(MediaKind::Document),
        }
    }

    /// Returns the largest of the limits.
    pub fn largest(&self) -> u64 {
        MediaKind::ALL.into_iter().map(|kind| self.of(kind)).max().unwrap_or_default()
    }
}

/// Maximum size of a file with captions, in bytes.
const MAX_CAPTION_BYTES: u64 = 5_000_000;

/// Maximum size of an uploaded picture, in bytes.
pub const MAX_FILE_BYTES: u64 = 25 * 1024 * 1024;

/// Whether an image that is used may be deleted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deletion {
    /// Only if no post uses it.
    Careful,
    /// Even if it is used: the user has seen the posts and confirmed.
    Confirmed,
}
