use serde::{Deserialize, Serialize};

/// A time, formatted on the server: the browser carries no date library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FormattedTime {
    /// RFC 3339 in the site's time zone, for `<time datetime>`.
    pub iso: String,
    /// As a reader of the site's language would write it.
    pub text: String,
}
