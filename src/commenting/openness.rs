use crate::model::Milliseconds;
use crate::model::comment::Openness;
use crate::state::State;
use crate::store::now;

const DAY: Milliseconds = 24 * 60 * 60 * 1000;

/// Whether a post takes comments now; `comments` is what the post itself says.
pub fn openness(state: &State, comments: &str, published_at: Milliseconds) -> Openness {
    match comments {
        "open" if closing(state, published_at).is_some_and(|closing| now() >= closing) => Openness::ClosedByAge,
        "open" => Openness::Open,
        _ => Openness::Closed,
    }
}

/// When comments on a post of this age close by themselves; `None` if they never do.
pub fn closing(state: &State, published_at: Milliseconds) -> Option<Milliseconds> {
    let days = i64::from(state.settings().comments.close_after_days);
    (days > 0).then(|| published_at.saturating_add(days * DAY))
}
