use crate::model::view::View;
use crate::reading::request_url::{RequestUrl, absolute};

/// The location of a document.
#[derive(Clone, Debug)]
pub struct DocumentLocation {
    /// Origin of the site.
    pub origin: String,
    /// Decoded.
    pub path: String,
    /// Absolute canonical URL (RFC 6596).
    pub canonical: String,
}

impl DocumentLocation {
    /// Returns the location of a view. Of the query, only the cursor of a listing is part of the canonical URL.
    pub fn of(origin: &str, url: &str, view: Option<&View>) -> DocumentLocation {
        let requested = RequestUrl::parse(url);
        let whole = absolute(origin, &requested.path);
        let cursor = match view {
            // A page without newer posts is the first page, whatever its cursor.
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
