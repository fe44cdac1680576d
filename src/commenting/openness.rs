use crate::model::Milliseconds;
use crate::model::comment::Openness;
use crate::state::State;
use crate::store::now;

const DAY: Milliseconds = 24 * 60 * 60 * 1000;

/// Whether a post takes comments now; `comments` is what the post itself says.
pub fn openness(state: &State, comments: &str, published_at: Milliseconds) -> Openness {
    let days = i64::from(state.settings().comments.close_after_days);
    match comments {
        "open" if days > 0 && now() > published_at.saturating_add(days * DAY) => Openness::ClosedByAge,
        "open" => Openness::Open,
        _ => Openness::Closed,
    }
}
