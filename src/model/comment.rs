use serde::{Deserialize, Serialize};

use super::{error::FieldError, formatted_time::FormattedTime};

/// The name of the cookie that a browser is known by which has sent a comment.
pub const COMMENTER_COOKIE: &str = "longan-commenter";

/// Where a comment stands.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CommentState {
    Published,
    /// Shown to its author alone.
    Waiting,
    /// On its way; only ever seen in the browser that sends it.
    Sending,
    /// It did not arrive, and why; only ever seen in the browser that sent it.
    Failed(String),
}

/// A comment as the thread shows it. Threads travel as flat lists in reading order.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    /// Negative while the comment is only in the browser that sends it.
    pub id: i64,
    pub parent: Option<i64>,
    /// 1 at the top, at most [`MAX_DEPTH`].
    pub depth: u8,
    pub name: String,
    /// Where the name leads: the author's page for those who write here, else nothing.
    pub link: Option<String>,
    pub date: FormattedTime,
    /// Sanitized HTML.
    pub html: String,
    pub state: CommentState,
    /// The name that is answered, when the indentation does not show it.
    pub answers: Option<String>,
    /// Whether it is by somebody who writes here and was logged in.
    pub is_staff: bool,
}

/// Why nobody can comment, or that they can.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum CommentAvailability {
    Open,
    Closed,
    /// Comments close some days after publication (`comments.close_after_days`).
    ClosedByAge,
}

impl CommentAvailability {
    /// How a page writes it.
    pub fn as_str(self) -> &'static str {
        match self {
            CommentAvailability::Open => "open",
            CommentAvailability::Closed => "closed",
            CommentAvailability::ClosedByAge => "closed-by-age",
        }
    }

    /// Reads what [`CommentAvailability::as_str`] writes.
    pub fn parse(text: &str) -> Option<CommentAvailability> {
        [CommentAvailability::Open, CommentAvailability::Closed, CommentAvailability::ClosedByAge]
            .into_iter()
            .find(|availability| availability.as_str() == text)
    }
}

/// Everything below a post: the thread and the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discussion {
    pub post: i64,
    /// The post's own path: where the form is sent without script.
    pub path: String,
    /// How many comments are published.
    pub count: i64,
    /// A page of them.
    pub comments: Vec<Comment>,
    /// The addresses of the pages before and after it.
    pub earlier: Option<String>,
    pub later: Option<String>,
    pub availability: CommentAvailability,
    pub form: CommentFormState,
}

/// The form as it is to be shown: empty, or as it was typed with what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CommentFormState {
    /// When the form was made, signed; sent back with it.
    #[serde(rename = "stamp")]
    pub form_token: String,
    pub draft: CommentDraft,
    pub errors: Vec<FieldError>,
}

/// What a reader sends. Field names are those of the form.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct CommentDraft {
    pub post: i64,
    /// The comment that is answered; empty at the top.
    pub parent: String,
    pub name: String,
    pub email: String,
    pub body: String,
    /// A trap: people do not see this field, programs fill it.
    pub website: String,
    #[serde(rename = "stamp")]
    pub form_token: String,
}

/// What became of a comment that was accepted.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SubmittedComment {
    pub comment: Comment,
    /// Shows a waiting comment to whoever holds it.
    pub token: String,
    /// How many comments the post has now.
    pub count: i64,
}
