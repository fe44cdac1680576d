mod fields;

pub use fields::{Field, FieldSource};

use serde::{Deserialize, Serialize};

use super::{error::FieldError, formatted_time::FormattedTime};

/// Name of the cookie that identifies a browser that has commented.
pub const COMMENTER_COOKIE: &str = "longan-commenter";

/// State of a comment.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CommentState {
    #[default]
    Published,
    /// Pending; visible only to its author.
    Waiting,
    /// Being sent; only in the sender's browser.
    Sending,
    /// Sending failed, with the reason; only in the sender's browser.
    Failed(String),
}

/// What a comment is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum CommentKind {
    /// Written by a reader, or by somebody who writes here.
    #[default]
    Comment,
    /// A pingback or trackback: another site states that it links to the post.
    Mention,
}

impl CommentKind {
    /// Returns the value in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            CommentKind::Comment => "comment",
            CommentKind::Mention => "mention",
        }
    }
}

/// A comment in a thread. Threads are flat lists in depth-first order. `fields` has the codec for pages and the API.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// Negative while the comment exists only in the sender's browser.
    pub id: i64,
    pub parent: Option<i64>,
    /// 1 at the top level, at most [`MAX_DEPTH`](super::comment_limits::MAX_DEPTH).
    pub depth: u8,
    pub name: String,
    /// Path of the author's page for staff; `None` for others.
    pub link: Option<String>,
    pub date: FormattedTime,
    /// Sanitized HTML.
    pub html: String,
    pub state: CommentState,
    /// Name of the parent comment's author, if the indentation does not show the parent.
    pub answers: Option<String>,
    /// Whether the author is a user of the site who was logged in.
    pub is_staff: bool,
    /// The website of a commenter, if readers see it.
    pub website: Option<String>,
    /// Whether it is a mention by another site.
    pub is_mention: bool,
}

/// Whether comments are open, or why not.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum CommentAvailability {
    Open,
    Closed,
    /// Comments close a number of days after publication (`comments.close_after_days`).
    ClosedByAge,
}

impl CommentAvailability {
    /// Returns the value used in data attributes.
    pub fn as_str(self) -> &'static str {
        match self {
            CommentAvailability::Open => "open",
            CommentAvailability::Closed => "closed",
            CommentAvailability::ClosedByAge => "closed-by-age",
        }
    }

    /// Parses the output of [`CommentAvailability::as_str`].
    pub fn parse(text: &str) -> Option<CommentAvailability> {
        [CommentAvailability::Open, CommentAvailability::Closed, CommentAvailability::ClosedByAge]
            .into_iter()
            .find(|availability| availability.as_str() == text)
    }
}

/// The comment section of a post: the thread and the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discussion {
    pub post: i64,
    /// Path of the post, to which the form is submitted without script.
    pub path: String,
    /// Number of published comments.
    pub count: i64,
    /// A page of comments.
    pub comments: Vec<Comment>,
    /// Links to the previous and the next page.
    pub earlier: Option<String>,
    pub later: Option<String>,
    pub availability: CommentAvailability,
    /// Whether the site can tell authors of comments of replies by mail.
    pub has_reply_notices: bool,
    pub form: CommentFormState,
}

/// State of the comment form: empty, or as submitted with its errors.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CommentFormState {
    /// Signed creation time of the form, sent back on submission.
    #[serde(rename = "stamp")]
    pub form_token: String,
    pub draft: CommentDraft,
    pub errors: Vec<FieldError>,
}

/// A submitted comment. The names are those of the form's fields.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommentDraft {
    pub post: i64,
    /// Id of the comment that it replies to; empty at the top level.
    pub parent: String,
    pub name: String,
    pub email: String,
    pub body: String,
    /// Whether the author wants to be told of replies by mail: the value of the checkbox, empty if it is not checked.
    pub replies: String,
    /// A hidden honeypot field, which only bots fill.
    pub website: String,
    #[serde(rename = "stamp")]
    pub form_token: String,
}

/// An accepted comment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubmittedComment {
    pub comment: Comment,
    /// Token that shows the pending comment to its author.
    pub token: String,
    /// Number of comments that the post has now.
    pub count: i64,
}
