//! Comments in the moderation queue.

use serde::{Deserialize, Serialize};

use super::block_rule::BlockRuleKind;
use super::spam::SpamScore;
use crate::model::formatted_time::FormattedTime;

/// Moderation status of a comment.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ModerationStatus {
    #[default]
    Waiting,
    Published,
    Spam,
    Trash,
}

impl ModerationStatus {
    /// All statuses, in the order of the queue's tabs.
    pub const ALL: [ModerationStatus; 4] =
        [ModerationStatus::Waiting, ModerationStatus::Published, ModerationStatus::Spam, ModerationStatus::Trash];

    /// Returns the name used in the database and in URLs.
    pub fn as_str(self) -> &'static str {
        match self {
            ModerationStatus::Waiting => "waiting",
            ModerationStatus::Published => "published",
            ModerationStatus::Spam => "spam",
            ModerationStatus::Trash => "trash",
        }
    }

    /// Parses the output of [`ModerationStatus::as_str`].
    pub fn parse(text: &str) -> Option<ModerationStatus> {
        ModerationStatus::ALL.into_iter().find(|status| status.as_str() == text)
    }
}

/// A moderator's decision on a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Decision {
    Approve,
    Spam,
    Trash,
    /// Moves a comment from the trash back to its previous status.
    Restore,
}

/// What the spam score learns from a comment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpamLabel {
    Spam,
    Ham,
}

impl SpamLabel {
    /// Returns the name used in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            SpamLabel::Spam => "spam",
            SpamLabel::Ham => "ham",
        }
    }

    /// Parses the output of [`SpamLabel::as_str`].
    pub fn parse(text: &str) -> Option<SpamLabel> {
        [SpamLabel::Spam, SpamLabel::Ham].into_iter().find(|lesson| lesson.as_str() == text)
    }
}

/// Why a comment was classified as spam on arrival.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum SpamCause {
    /// The hidden honeypot field was filled.
    Trap,
    /// The spam score was too high.
    Score,
    /// The comment matched this block rule.
    Block { kind: BlockRuleKind, pattern: String },
}

/// A comment in the queue, with its context.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct QueuedComment {
    pub id: i64,
    pub status: ModerationStatus,
    pub name: String,
    pub email: String,
    /// The client's address; empty if unknown.
    pub address: String,
    /// Hosts of its links, without duplicates.
    pub hosts: Vec<String>,
    pub date: FormattedTime,
    pub edited: Option<FormattedTime>,
    pub about: CommentedPost,
    /// The comment that it replies to.
    pub parent: Option<ParentComment>,
    /// As typed,
    pub source: String,
    /// and as shown: sanitized HTML.
    pub html: String,
    /// `None` for comments by staff, and before enough was learned.
    pub score: Option<SpamScore>,
    pub caught: Option<SpamCause>,
    /// Sort key of the queue: greater is newer.
    pub place: QueueCursor,
}

/// The post that a comment is on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommentedPost {
    pub title: String,
    /// Path of the post; `None` if it is not published.
    pub path: Option<String>,
}

/// The parent of a comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParentComment {
    pub name: String,
    /// Excerpt in plain text.
    pub text: String,
}

/// A cursor in the queue: creation time (Unix ms), then id.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct QueueCursor(pub i64, pub i64);

/// A page of the queue, newest first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommentQueuePage {
    pub entries: Vec<QueuedComment>,
    pub counts: ModerationCounts,
    /// Whether there are older comments.
    pub more: bool,
    /// The greatest comment id of any status. Comments with a greater id are new.
    pub newest: i64,
}

/// Number of comments in each status.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ModerationCounts {
    pub waiting: i64,
    pub published: i64,
    pub spam: i64,
    pub trash: i64,
}

impl ModerationCounts {
    /// Returns the number of comments with a status.
    pub fn of(&self, status: ModerationStatus) -> i64 {
        match status {
            ModerationStatus::Waiting => self.waiting,
            ModerationStatus::Published => self.published,
            ModerationStatus::Spam => self.spam,
            ModerationStatus::Trash => self.trash,
        }
    }
}

/// Comments that have arrived since the queue was read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewComments {
    /// Number of new comments with the requested status.
    pub fresh: i64,
    pub counts: ModerationCounts,
}

/// A comment's state before a decision, for undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviousModeration {
    pub id: i64,
    pub status: ModerationStatus,
    pub lesson: Option<SpamLabel>,
    /// For a comment in the trash, its previous status.
    pub trashed_from: Option<ModerationStatus>,
}

/// The result of a moderation, and the data to undo it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ModerationResult {
    pub former: Vec<PreviousModeration>,
    /// Id of the block rule that was added, if any.
    pub block: Option<i64>,
    pub counts: ModerationCounts,
}

/// An edit of a comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CommentEdit {
    pub id: i64,
    pub name: String,
    /// As typed.
    pub body: String,
    /// The body before the edit, so that concurrent changes are not overwritten.
    pub before: String,
}
