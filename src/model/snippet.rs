//! Code of other services, such as statistics, which administrators add to readers' pages.

use serde::{Deserialize, Serialize};

use super::slot::PageKind;

/// Where in a document a snippet stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SnippetPlace {
    #[default]
    Head,
    /// At its end.
    Body,
}

/// When a snippet runs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum SnippetConsent {
    /// Once the reader agrees.
    #[default]
    Needed,
    NotNeeded,
}

/// A snippet on readers' pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Snippet {
    pub place: SnippetPlace,
    pub pages: Vec<PageKind>,
    pub consent: SnippetConsent,
    /// The elements of the document.
    pub html: String,
    /// The code of the inline scripts in `html`, as browsers hash it.
    pub inline_scripts: Vec<String>,
    pub hosts: SnippetHosts,
}

/// The sources that a snippet may use (W3C CSP Level 3, host-source): `https://example.org`, `https://*.example.org`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SnippetHosts {
    pub scripts: Vec<String>,
    pub connections: Vec<String>,
    pub frames: Vec<String>,
}
