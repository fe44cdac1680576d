use crate::clock::now;
use crate::model::Milliseconds;
use crate::model::admin::post::CommentPolicy;
use crate::model::comment::CommentAvailability;
use crate::state::AppState;

const DAY: Milliseconds = 24 * 60 * 60 * 1000;

/// Whether a post takes comments now; `policy` is what the post itself says.
pub fn availability(state: &AppState, policy: CommentPolicy, published_at: Milliseconds) -> CommentAvailability {
    match policy {
        CommentPolicy::Open if closing_time(state, published_at).is_some_and(|closing| now() >= closing) => {
            CommentAvailability::ClosedByAge
        }
        CommentPolicy::Open => CommentAvailability::Open,
        CommentPolicy::Closed => CommentAvailability::Closed,
    }
}

/// Returns when comments on a post published at this time close; `None` if they never do.
pub fn closing_time(state: &AppState, published_at: Milliseconds) -> Option<Milliseconds> {
    let days = i64::from(state.settings().comments.close_after_days);
    (days > 0).then(|| published_at.saturating_add(days * DAY))
}
