use serde::{Deserialize, Serialize};

use super::account::AccountEvent;
use super::backup::LastBackup;
use super::post::PostKind;
use crate::model::formatted_time::FormattedTime;

/// What waits, and how the site fares: of the whole site, or of an author's own part of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    pub day: FormattedTime,
    pub time: PartOfDay,
    pub waiting: PendingCount,
    pub spam: i64,
    /// The moment is that of the next one.
    pub scheduled: PendingCount,
    /// Of the user's own; the moment is that of the last change.
    pub drafts: PendingCount,
    /// The newest first.
    pub comments: Vec<LatestComment>,
    /// The next first.
    pub next: Vec<ScheduledPost>,
    /// The oldest first; the last is today.
    pub days: Vec<ActivityDay>,
    /// What has happened to the user's own account in the last days, the newest first.
    pub account_events: Vec<AccountEvent>,
    /// For administrators.
    pub facts: Option<SiteStatistics>,
}

/// When it is, where the site is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PartOfDay {
    Morning,
    Noon,
    Afternoon,
    Evening,
}

/// How many of a thing there are, and a time that matters for them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PendingCount {
    pub count: i64,
    pub moment: Option<FormattedTime>,
    /// How long that is before now, in milliseconds; negative when it is to come.
    pub age: i64,
}

/// A comment of those that came last.
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

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LatestCommentState {
    Waiting,
    Published,
    Spam,
}

/// A post or page that will appear.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScheduledPost {
    pub id: i64,
    pub kind: PostKind,
    pub title: String,
    pub author: String,
    pub moment: FormattedTime,
}

/// What one day brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActivityDay {
    /// As the site's language writes a day without its year.
    pub name: String,
    pub posts: i64,
    /// Published and waiting ones.
    pub comments: i64,
}

/// How the site is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SiteStatistics {
    /// Of the database.
    pub bytes: u64,
    /// Of that, pictures.
    pub media_bytes: u64,
    pub backup: Option<LastBackup>,
    pub version: String,
}
