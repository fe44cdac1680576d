use crate::page_cache::PageDependencies;
use crate::state::AppState;

/// Context of the reads of one request. It collects the dependencies of the page.
#[derive(Debug)]
pub struct ReadContext<'a> {
    pub state: &'a AppState,
    /// Origin of the site, such as `https://example.org`, for absolute URLs.
    pub origin: &'a str,
    pub dependencies: PageDependencies,
}

impl<'a> ReadContext<'a> {
    /// Creates the context of a request at an origin, without dependencies.
    pub fn new(state: &'a AppState, origin: &'a str) -> ReadContext<'a> {
        ReadContext { state, origin, dependencies: PageDependencies::default() }
    }
}
