use crate::model::Milliseconds;

/// A position between two posts of a listing, and the direction to read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ListingCursor {
    Start,
    /// Posts older than this time and ID.
    Before(Milliseconds, i64),
    /// Posts newer than this time and ID.
    After(Milliseconds, i64),
}

impl ListingCursor {
    /// Returns the SQL condition on the time and ID columns, with the parameters $1 and $2; the sort order; and the
    /// values of these parameters.
    pub(super) fn condition(self, time: &str, id: &str) -> (String, &'static str, (Milliseconds, i64)) {
        match self {
            ListingCursor::Start => ("$1 = $1 AND $2 = $2".to_owned(), "DESC", (0, 0)),
            ListingCursor::Before(at, after) => (format!("({time}, {id}) < ($1, $2)"), "DESC", (at, after)),
            ListingCursor::After(at, after) => (format!("({time}, {id}) > ($1, $2)"), "ASC", (at, after)),
        }
    }
}
