//! Places in links of Pelican: `{static}/images/a.png`, `{filename}/b.md`, `{tag}news`.

use super::Dialect;

/// The places, and what stands for them here.
const PLACES: [(&str, &str); 9] = [
    ("{static}", ""),
    ("{attach}", ""),
    ("{filename}", ""),
    ("{photo}", ""),
    ("{index}", "/"),
    ("{tag}", "/tag/"),
    ("{category}", "/category/"),
    ("{author}", "/author/"),
    ("{archives}", "/archive"),
];

impl Dialect<'_> {
    /// Writes the place at the beginning of an address.
    pub(super) fn place(&mut self) -> bool {
        let rest = self.rest();
        let Some((theirs, ours)) = PLACES.into_iter().find(|(theirs, _)| rest.starts_with(theirs)) else {
            return false;
        };
        self.out.ends_with(['(', '"', '\'', '<']) && self.replace(theirs.len(), ours)
    }
}
