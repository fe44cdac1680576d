use crate::model::view::View;
use crate::reading::request_url::{RequestUrl, absolute};

/// Where a document is asked for.
#[derive(Clone, Debug)]
pub struct DocumentLocation {
    /// Where the site is reached.
    pub origin: String,
    /// Decoded.
    pub path: String,
    /// The one address among several that show the same, whole (RFC 6596).
    pub canonical: String,
}

impl DocumentLocation {
    /// Of what the URL shows. Of a query, only the place in a listing makes another page.
    pub fn of(origin: &str, url: &str, view: Option<&View>) -> DocumentLocation {
        let requested = RequestUrl::parse(url);
        let whole = absolute(origin, &requested.path);
        let cursor = match view {
            // What has nothing newer is the front page of a listing, however it was reached.
            Some(View::Listing(listing)) if listing.newer.is_some() => ["before", "after"]
                .into_iter()
                .find_map(|name| requested.value(name).map(|place| format!("?{name}={place}"))),
            _ => None,
        };
        DocumentLocation {
            origin: origin.to_owned(),
            canonical: whole + &cursor.unwrap_or_default(),
            path: requested.path,
        }
    }
}
