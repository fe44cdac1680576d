use crate::page_cache::PageDependencies;
use crate::state::AppState;

/// The context in which pages are read for one request. It collects what they depend on.
#[derive(Debug)]
pub struct ReadContext<'a> {
    pub state: &'a AppState,
    /// Where the site is reached, such as `https://example.org`: for links that leave it.
    pub origin: &'a str,
    pub dependencies: PageDependencies,
}

impl<'a> ReadContext<'a> {
    /// The context of a request at an origin. Nothing has been read yet.
    pub fn new(state: &'a AppState, origin: &'a str) -> ReadContext<'a> {
        ReadContext { state, origin, dependencies: PageDependencies::default() }
    }
}
