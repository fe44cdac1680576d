use crate::model::Milliseconds;

/// A place between two posts of a listing, and the direction to read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingCursor {
    Start,
    /// Older than this time and id.
    Before(Milliseconds, i64),
    /// Newer than this time and id.
    After(Milliseconds, i64),
}

impl ListingCursor {
    /// The condition that it puts on the columns of time and id, whose values are $1 and $2; the order to read in; and
    /// these values.
    pub(super) fn condition(self, time: &str, id: &str) -> (String, &'static str, (Milliseconds, i64)) {
        match self {
            ListingCursor::Start => ("$1 = $1 AND $2 = $2".to_owned(), "DESC", (0, 0)),
            ListingCursor::Before(at, after) => (format!("({time}, {id}) < ($1, $2)"), "DESC", (at, after)),
            ListingCursor::After(at, after) => (format!("({time}, {id}) > ($1, $2)"), "ASC", (at, after)),
        }
    }
}
