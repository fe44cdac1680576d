//! What administrators have added to a page.

use super::language::Language;
use super::slot::FilledSlot;
use super::snippet::Snippet;

/// What administrators have added to a page, besides its content and the site chrome.
#[derive(Clone, Debug, PartialEq)]
pub struct PageExtras {
    pub language: Language,
    pub slots: Vec<FilledSlot>,
    pub snippets: Vec<Snippet>,
    /// Meta tags for verifying who owns the site: name and content.
    pub verification: Vec<(&'static str, String)>,
    /// Whether some page of the site has a snippet. Then pages are loaded as documents, so that each has its own policy, and
    /// code runs on the pages that it is meant for.
    pub needs_document: bool,
}

impl PageExtras {
    /// Returns the extras of a page that has none.
    pub fn none(language: Language) -> PageExtras {
        PageExtras {
            language,
            slots: Vec::new(),
            snippets: Vec::new(),
            verification: Vec::new(),
            needs_document: false,
        }
    }
}
