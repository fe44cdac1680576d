use serde::{Deserialize, Serialize};

/// A time, formatted on the server, so that the client needs no date library.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FormattedTime {
    /// RFC 3339 in the site's time zone, for `<time datetime>`.
    pub iso: String,
    /// Display text in the site's language.
    pub text: String,
}
