use super::ReceivedComment;
use crate::metrics::CommentResult;
use crate::model::admin::comment::ModerationStatus;
use crate::model::error::Error;

/// Returns the outcome of a submitted comment for the metrics.
pub fn count_outcome(received: &Result<ReceivedComment, Error>) -> CommentResult {
    match received {
        Ok(received) => match received.comment.status {
            ModerationStatus::Published => CommentResult::Published,
            ModerationStatus::Spam => CommentResult::Spam,
            ModerationStatus::Waiting | ModerationStatus::Trash => CommentResult::Waiting,
        },
        Err(Error::Internal | Error::Unavailable) => CommentResult::Failed,
        Err(_) => CommentResult::Refused,
    }
}
