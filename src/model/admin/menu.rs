//! The menu as administrators see it.

use serde::{Deserialize, Serialize};

/// The longest menu.
pub const MAX_ITEMS: usize = 50;

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuItem {
    pub title: String,
    /// A path of the site, or an address elsewhere.
    pub target: String,
}

/// An entry that could be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuOffer {
    pub item: MenuItem,
    /// How many categories stand above it.
    pub depth: u8,
}

/// The menu, and what it could be made of.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Menu {
    /// What somebody has made; empty when nobody has.
    pub items: Vec<MenuItem>,
    /// What readers see as long as nobody has made one.
    pub automatic: Vec<MenuItem>,
    pub categories: Vec<MenuOffer>,
    pub pages: Vec<MenuOffer>,
    /// The targets among `items` that show nothing at present: readers do not see those.
    pub dangling: Vec<String>,
}

/// Whether a text has the form of a path of the site.
pub fn is_path(text: &str) -> bool {
    // `//host` and, for browsers, `/\host` are another site.
    text.starts_with('/') && !text.starts_with("//") && is_plain(text)
}

/// Whether a text has the form of a path of the site or of an address elsewhere.
pub fn is_target(text: &str) -> bool {
    let host = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    is_path(text) || (host.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) && is_plain(text))
}

fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '"' | '<' | '>'))
}
