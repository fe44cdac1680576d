//! Comments as moderators see them.

use serde::{Deserialize, Serialize};

use super::block_rule::BlockRuleKind;
use super::spam::SpamScore;
use crate::model::formatted_time::FormattedTime;

/// Where a comment stands with the moderators.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ModerationStatus {
    #[default]
    Waiting,
    Published,
    Spam,
    Trash,
}

impl ModerationStatus {
    /// Every status, in the order of the queue's tabs.
    pub const ALL: [ModerationStatus; 4] =
        [ModerationStatus::Waiting, ModerationStatus::Published, ModerationStatus::Spam, ModerationStatus::Trash];

    /// How the database and addresses write it.
    pub fn as_str(self) -> &'static str {
        match self {
            ModerationStatus::Waiting => "waiting",
            ModerationStatus::Published => "published",
            ModerationStatus::Spam => "spam",
            ModerationStatus::Trash => "trash",
        }
    }

    /// Reads what [`ModerationStatus::as_str`] writes.
    pub fn parse(text: &str) -> Option<ModerationStatus> {
        ModerationStatus::ALL.into_iter().find(|status| status.as_str() == text)
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
pub enum SpamLabel {
    Spam,
    Ham,
}

impl SpamLabel {
    /// How the database writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            SpamLabel::Spam => "spam",
            SpamLabel::Ham => "ham",
        }
    }

    /// Reads what [`SpamLabel::as_str`] writes.
    pub fn parse(text: &str) -> Option<SpamLabel> {
        [SpamLabel::Spam, SpamLabel::Ham].into_iter().find(|lesson| lesson.as_str() == text)
    }
}

/// Why a comment went to spam when it came, without anybody's decision.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SpamCause {
    /// A field was filled that people do not see.
    Trap,
    /// It looked too much like spam.
    Score,
    /// It broke this rule.
    Block { kind: BlockRuleKind, pattern: String },
}

/// A comment in the queue, with what it is about.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueuedComment {
    pub id: i64,
    pub status: ModerationStatus,
    pub name: String,
    pub email: String,
    /// Where it was sent from; empty where that is not known.
    pub address: String,
    /// Where its links lead, each host once.
    pub hosts: Vec<String>,
    pub date: FormattedTime,
    pub edited: Option<FormattedTime>,
    pub about: CommentedPost,
    /// What it answers.
    pub parent: Option<ParentComment>,
    /// As typed,
    pub source: String,
    /// and as shown: sanitized HTML.
    pub html: String,
    /// Nothing is said of those who write here, nor before enough was learned.
    pub score: Option<SpamScore>,
    pub caught: Option<SpamCause>,
    /// Orders the queue: greater is newer.
    pub place: QueueCursor,
}

/// The post that a comment is on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommentedPost {
    pub title: String,
    /// Where readers find the post, when they do.
    pub path: Option<String>,
}

/// The comment that is answered.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentComment {
    pub name: String,
    /// Its beginning, as plain text.
    pub text: String,
}

/// A place in the queue: time, then id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QueueCursor(pub i64, pub i64);

/// One page of the queue, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommentQueuePage {
    pub entries: Vec<QueuedComment>,
    pub counts: ModerationCounts,
    /// Whether there are older ones.
    pub more: bool,
    /// The greatest id there is, in whatever status: greater ones are news.
    pub newest: i64,
}

/// How many comments there are in each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModerationCounts {
    pub waiting: i64,
    pub published: i64,
    pub spam: i64,
    pub trash: i64,
}

impl ModerationCounts {
    /// The number of one status.
    pub fn of(&self, status: ModerationStatus) -> i64 {
        match status {
            ModerationStatus::Waiting => self.waiting,
            ModerationStatus::Published => self.published,
            ModerationStatus::Spam => self.spam,
            ModerationStatus::Trash => self.trash,
        }
    }
}

/// What has come since the queue was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewComments {
    /// How many there are in the status that was asked for.
    pub fresh: i64,
    pub counts: ModerationCounts,
}

/// What a comment was before a decision, so that it can be given back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviousModeration {
    pub id: i64,
    pub status: ModerationStatus,
    pub lesson: Option<SpamLabel>,
    /// For one in the trash: where it was before that.
    pub trashed_from: Option<ModerationStatus>,
}

/// What was changed, and how to take it back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModerationResult {
    pub former: Vec<PreviousModeration>,
    /// The rule that was added, if that was it.
    pub block: Option<i64>,
    pub counts: ModerationCounts,
}

/// New words for a comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommentEdit {
    pub id: i64,
    pub name: String,
    /// As typed.
    pub body: String,
    /// What the body was when it was read: so nobody's words are overwritten unseen.
    pub before: String,
}
