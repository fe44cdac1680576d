use serde::{Deserialize, Serialize};

use super::account::AccountEvent;
use super::backup::LastBackup;
use super::post::PostKind;
use crate::model::formatted_time::FormattedTime;

/// The dashboard: pending work and statistics, of the whole site or of an author's own part of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    pub day: FormattedTime,
    pub time: PartOfDay,
    pub waiting: PendingCount,
    pub spam: i64,
    /// The moment is that of the next post.
    pub scheduled: PendingCount,
    /// The user's own drafts; the moment is that of the last change.
    pub drafts: PendingCount,
    /// Newest first.
    pub comments: Vec<LatestComment>,
    /// Next first.
    pub next: Vec<ScheduledPost>,
    /// Oldest first; the last is today.
    pub days: Vec<ActivityDay>,
    /// Recent events of the user's own account, newest first.
    pub account_events: Vec<AccountEvent>,
    /// For administrators only.
    pub facts: Option<SiteStatistics>,
}

/// Part of the day in the site's time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartOfDay {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// A number of items, and a relevant time.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PendingCount {
    pub count: i64,
    pub moment: Option<FormattedTime>,
    /// Time since `moment`, in milliseconds; negative if it is in the future.
    pub age: i64,
}

/// One of the latest comments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LatestComment {
    pub id: i64,
    pub name: String,
    pub excerpt: String,
    pub state: LatestCommentState,
    pub moment: FormattedTime,
    /// In milliseconds.
    pub age: i64,
    pub post: i64,
    pub kind: PostKind,
    pub title: String,
}

/// Status of a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LatestCommentState {
    Waiting,
    Published,
    Spam,
}

/// A scheduled post or page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScheduledPost {
    pub id: i64,
    pub kind: PostKind,
    pub title: String,
    pub author: String,
    pub moment: FormattedTime,
}

/// The activity of one day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityDay {
    /// The date without year, in the format of the site's language.
    pub name: String,
    pub posts: i64,
    /// Published and pending comments.
    pub comments: i64,
}

/// Statistics of the site.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteStatistics {
    /// Size of the database, in bytes.
    pub bytes: u64,
    /// Size of the images in it, in bytes.
    pub media_bytes: u64,
    pub backup: Option<LastBackup>,
    /// Days until the certificate for HTTPS expires, if they are so few that it should have been renewed.
    pub certificate_days: Option<i64>,
    /// Name and version of the database's engine.
    pub engine: String,
    pub version: String,
}
