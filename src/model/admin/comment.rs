//! Comments as moderators see them.

use serde::{Deserialize, Serialize};

use super::block::BlockKind;
use super::spam::SpamScore;
use crate::model::moment::Moment;

/// Where a comment stands with the moderators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    #[default]
    Waiting,
    Published,
    Spam,
    Trash,
}

impl Status {
    /// Every status, in the order of the queue's tabs.
    pub const ALL: [Status; 4] = [Status::Waiting, Status::Published, Status::Spam, Status::Trash];

    /// How the database and addresses write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Status::Waiting => "waiting",
            Status::Published => "published",
            Status::Spam => "spam",
            Status::Trash => "trash",
        }
    }

    /// Reads what [`Status::as_str`] writes.
    pub fn parse(text: &str) -> Option<Status> {
        Status::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// What a moderator decides about a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    Approve,
    Spam,
    Trash,
    /// Out of the trash, to where it was before.
    Restore,
}

/// What the spam score learns from a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Lesson {
    Spam,
    Ham,
}

impl Lesson {
    /// How the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            Lesson::Spam => "spam",
            Lesson::Ham => "ham",
        }
    }

    /// Reads what [`Lesson::as_str`] writes.
    pub fn parse(text: &str) -> Option<Lesson> {
        [Lesson::Spam, Lesson::Ham].into_iter().find(|lesson| lesson.as_str() == text)
    }
}

/// Why a comment went to spam when it came, without anybody's decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Caught {
    /// A field was filled that people do not see.
    Trap,
    /// It looked too much like spam.
    Score,
    /// It broke this rule.
    Block { kind: BlockKind, pattern: String },
}

/// A comment in the queue, with what it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    pub id: i64,
    pub status: Status,
    pub name: String,
    pub email: String,
    /// Where it was sent from; empty where that is not known.
    pub address: String,
    /// Where its links lead, each host once.
    pub hosts: Vec<String>,
    pub date: Moment,
    pub edited: Option<Moment>,
    pub about: About,
    /// What it answers.
    pub parent: Option<Parent>,
    /// As typed,
    pub source: String,
    /// and as shown: sanitized HTML.
    pub html: String,
    /// Nothing is said of those who write here, nor before enough was learned.
    pub score: Option<SpamScore>,
    pub caught: Option<Caught>,
    /// Orders the queue: greater is newer.
    pub place: Place,
}

/// The post that a comment is on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct About {
    pub title: String,
    /// Where readers find the post, when they do.
    pub path: Option<String>,
}

/// The comment that is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Parent {
    pub name: String,
    /// Its beginning, as plain text.
    pub text: String,
}

/// A place in the queue: time, then id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place(pub i64, pub i64);

/// One page of the queue, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Page {
    pub entries: Vec<Entry>,
    pub counts: Counts,
    /// Whether there are older ones.
    pub more: bool,
    /// The greatest id there is, in whatever status: greater ones are news.
    pub newest: i64,
}

/// How many comments there are in each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub waiting: i64,
    pub published: i64,
    pub spam: i64,
    pub trash: i64,
}

impl Counts {
    /// The number of one status.
    pub fn of(&self, status: Status) -> i64 {
        match status {
            Status::Waiting => self.waiting,
            Status::Published => self.published,
            Status::Spam => self.spam,
            Status::Trash => self.trash,
        }
    }
}

/// What has come since the queue was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// How many there are in the status that was asked for.
    pub fresh: i64,
    pub counts: Counts,
}

/// What a comment was before a decision, so that it can be given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Former {
    pub id: i64,
    pub status: Status,
    pub lesson: Option<Lesson>,
    /// For one in the trash: where it was before that.
    pub trashed_from: Option<Status>,
}

/// What was changed, and how to take it back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Changed {
    pub former: Vec<Former>,
    /// The rule that was added, if that was it.
    pub block: Option<i64>,
    pub counts: Counts,
}

/// New words for a comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Edit {
    pub id: i64,
    pub name: String,
    /// As typed.
    pub body: String,
    /// What the body was when it was read: so nobody's words are overwritten unseen.
    pub before: String,
}
