use crate::model::Milliseconds;
use crate::model::comment::CommentAvailability;
use crate::state::AppState;
use crate::store::now;

const DAY: Milliseconds = 24 * 60 * 60 * 1000;

/// Returns whether a post accepts comments now. `comments` is the post's own setting.
pub fn availability(state: &AppState, comments: &str, published_at: Milliseconds) -> CommentAvailability {
    match comments {
        "open" if closing_time(state, published_at).is_some_and(|closing| now() >= closing) => {
            CommentAvailability::ClosedByAge
        }
        "open" => CommentAvailability::Open,
        _ => CommentAvailability::Closed,
    }
}

/// Returns when comments on a post published at this time close; `None` if they never do.
pub fn closing_time(state: &AppState, published_at: Milliseconds) -> Option<Milliseconds> {
    let days = i64::from(state.settings().comments.close_after_days);
    (days > 0).then(|| published_at.saturating_add(days * DAY))
}
