use super::ReceivedComment;
use crate::metrics::CommentResult;
use crate::model::error::Error;

/// What has become of a comment that was sent, to be counted.
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
