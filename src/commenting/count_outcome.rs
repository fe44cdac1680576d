use super::ReceivedComment;
use crate::metrics::CommentResult;
use crate::model::error::Error;

/// Returns the outcome of a submitted comment for the metrics.
pub fn count_outcome(received: &Result<ReceivedComment, Error>) -> CommentResult {
    match received {
        Ok(received) => match received.comment.status.as_str() {
            "published" => CommentResult::Published,
            "spam" => CommentResult::Spam,
            _ => CommentResult::Waiting,
        },
        Err(Error::Internal | Error::Unavailable) => CommentResult::Failed,
        Err(_) => CommentResult::Refused,
    }
}
