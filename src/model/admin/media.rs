//! The media library as those who write see it.

use serde::{Deserialize, Serialize};

use super::post::PostKind;
use crate::model::formatted_time::FormattedTime;
use crate::model::media::PictureFormat;

/// A picture of the library.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaItem {
    pub id: i64,
    /// Of its main file, such as `ben-luc-1f2e3d4c.jpg`.
    pub name: String,
    /// Where its main file is: what posts refer to.
    pub path: String,
    /// Where a small file of it is.
    pub thumbnail: String,
    pub kind: PictureFormat,
    /// In pixels.
    pub width: i64,
    /// In pixels.
    pub height: i64,
    /// Bytes of all its files.
    pub size: i64,
    /// For those who cannot see it; empty when nobody has written it.
    pub alt: String,
    pub added: FormattedTime,
    /// Who brought it in; empty when nobody knows.
    pub by: String,
    /// How many posts show it.
    pub uses: i64,
    /// Whether who asks may change it.
    pub editable: bool,
}

impl MediaItem {
    /// What stands in a Markdown text for the picture.
    pub fn markdown(&self) -> String {
        let alt = self.alt.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]");
        format!("![{alt}]({})", self.path)
    }
}

/// A post that shows a picture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaUse {
    pub id: i64,
    pub kind: PostKind,
    pub title: String,
}

/// The posts that show a picture.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Uses {
    /// Those that whoever asks may know of.
    pub posts: Vec<MediaUse>,
    /// How many others there are.
    pub hidden: i64,
}

impl Uses {
    /// How many posts show the picture.
    pub fn count(&self) -> i64 {
        self.hidden + i64::try_from(self.posts.len()).unwrap_or_default()
    }
}

/// Which pictures a list shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaFilter {
    #[default]
    All,
    /// Without a description.
    Undescribed,
    /// Shown by no post.
    Unused,
}

impl MediaFilter {
    pub const ALL: [MediaFilter; 3] = [MediaFilter::All, MediaFilter::Undescribed, MediaFilter::Unused];
}

/// What is looked for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct MediaSearch {
    /// Words of the name or the description, folded when compared; empty for all.
    pub text: String,
    pub choice: MediaFilter,
    /// Where to go on, as the page before said; empty at the start.
    pub cursor: String,
}

/// One page of the library, the newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MediaListPage {
    pub media: Vec<MediaItem>,
    /// Cursor of the next page; empty when there is none.
    pub older: String,
    /// How many pictures the whole library has.
    pub count: i64,
    /// And how many bytes.
    pub size: i64,
    /// The largest file that is taken, in bytes.
    pub limit: u64,
}

/// The largest file that is taken, in bytes.
pub const MAX_FILE_BYTES: u64 = 25 * 1024 * 1024;

/// Whether a picture may be deleted that posts show.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Deletion {
    /// Only if no post shows it.
    Careful,
    /// Even so: the posts were shown to who asks.
    Confirmed,
}
