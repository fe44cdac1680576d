use super::Received;
use crate::metrics::Outcome;
use crate::model::error::Error;

/// What has become of a comment that was sent, to be counted.
pub fn outcome(received: &Result<Received, Error>) -> Outcome {
    match received {
        Ok(received) => match received.comment.status.as_str() {
            "published" => Outcome::Published,
            "spam" => Outcome::Spam,
            _ => Outcome::Waiting,
        },
        Err(Error::Internal | Error::Unavailable) => Outcome::Failed,
        Err(_) => Outcome::Refused,
    }
}
