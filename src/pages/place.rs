use crate::model::view::View;
use crate::reading::url::{Requested, absolute};

/// Where a document is asked for.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where the site is reached.
    pub origin: String,
    /// Decoded.
    pub path: String,
    /// The one address among several that show the same, whole (RFC 6596).
    pub canonical: String,
}

impl Place {
    /// Of what the URL shows. Of a query, only the place in a listing makes another page.
    pub fn of(origin: &str, url: &str, view: Option<&View>) -> Place {
        let requested = Requested::parse(url);
        let whole = absolute(origin, &requested.path);
        let cursor = match view {
            // What has nothing newer is the front page of a listing, however it was reached.
            Some(View::Listing(listing)) if listing.newer.is_some() => ["before", "after"]
                .into_iter()
                .find_map(|name| requested.value(name).map(|place| format!("?{name}={place}"))),
            _ => None,
        };
        Place { origin: origin.to_owned(), canonical: whole + &cursor.unwrap_or_default(), path: requested.path }
    }
}
