use serde::{Deserialize, Serialize};

use super::account::AccountEvent;
use super::backup::LastBackup;
use super::post::Kind;
use crate::model::moment::Moment;

/// What waits, and how the site fares: of the whole site, or of an author's own part of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dashboard {
    pub day: Moment,
    pub time: PartOfDay,
    pub waiting: Pile,
    pub spam: i64,
    /// The moment is that of the next one.
    pub scheduled: Pile,
    /// Of the user's own; the moment is that of the last change.
    pub drafts: Pile,
    /// The newest first.
    pub comments: Vec<LatestComment>,
    /// The next first.
    pub next: Vec<NextPost>,
    /// The oldest first; the last is today.
    pub days: Vec<Day>,
    /// What has happened to the user's own account in the last days, the newest first.
    pub account_events: Vec<AccountEvent>,
    /// For administrators.
    pub facts: Option<Facts>,
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
pub struct Pile {
    pub count: i64,
    pub moment: Option<Moment>,
    /// How long that is before now, in milliseconds; negative when it is to come.
    pub age: i64,
}

/// A comment of those that came last.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LatestComment {
    pub id: i64,
    pub name: String,
    pub excerpt: String,
    pub state: CommentState,
    pub moment: Moment,
    /// In milliseconds.
    pub age: i64,
    pub post: i64,
    pub kind: Kind,
    pub title: String,
}

/// Where a comment stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentState {
    Waiting,
    Published,
    Spam,
}

/// A post or page that will appear.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NextPost {
    pub id: i64,
    pub kind: Kind,
    pub title: String,
    pub author: String,
    pub moment: Moment,
}

/// What one day brought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Day {
    /// As the site's language writes a day without its year.
    pub name: String,
    pub posts: i64,
    /// Published and waiting ones.
    pub comments: i64,
}

/// How the site is kept.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Facts {
    /// Of the database.
    pub bytes: u64,
    /// Of that, pictures.
    pub media_bytes: u64,
    pub backup: Option<LastBackup>,
    pub version: String,
}
