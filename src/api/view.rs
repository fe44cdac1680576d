use super::responses::{parse_fragments, parse_response};
use crate::browser::{encode, fetch};
use crate::model::address::paths;
use crate::model::page_fragments::FragmentResult;

/// Fetches the fragments of a page by its URL (path and query). The server function is `pages::read_fragments`, since
/// it renders pages.
pub async fn fetch_view(url: String) -> FragmentResult {
    parse_response(fetch::get(&format!("{}?url={}", paths::VIEW, encode(&url))).await, parse_fragments)
}
