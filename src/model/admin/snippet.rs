//! Code of other services in the admin.

use serde::{Deserialize, Serialize};

use super::placement::Switch;
use crate::model::slot::PageKind;
use crate::model::snippet::{SnippetConsent, SnippetPlace};

/// A snippet as it is edited.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct SnippetDraft {
    /// `None`: not stored yet.
    pub id: Option<i64>,
    pub name: String,
    pub switch: Switch,
    pub place: SnippetPlace,
    pub pages: Vec<PageKind>,
    pub consent: SnippetConsent,
    /// HTML.
    pub source: String,
    /// Hosts, one per line.
    pub script_hosts: String,
    pub connect_hosts: String,
    pub frame_hosts: String,
}

/// Why code cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SnippetError {
    /// It has no element.
    Empty,
    /// Text outside of all elements. A script that was pasted without its tags, or that ends early.
    LooseText,
    /// An element that is neither a script nor a place for one.
    Element(String),
    /// An attribute with a script, such as `onclick`, which the policy would not run.
    EventHandler(String),
    /// The address of a script that is not an HTTPS URL.
    ScriptAddress(String),
    /// A script that contains `<!--`, `<script` or `</script`, which could end it at another place.
    NestedScript,
}

/// Why a host cannot be allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostError {
    /// `*`, `https:`, `*.com` and the like, which would allow every site.
    TooWide,
    /// `http:` and other schemes.
    NotSecure,
    /// Not the name of a host.
    Unknown,
}
