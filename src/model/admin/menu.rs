//! The menu editor.

use serde::{Deserialize, Serialize};

/// Maximum number of menu items.
pub const MAX_ITEMS: usize = 50;

/// An item of the menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuItem {
    pub title: String,
    /// A path of the site, or a URL of another site.
    pub target: String,
}

/// An item that can be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuOffer {
    pub item: MenuItem,
    /// Number of ancestors of the category.
    pub depth: u8,
}

/// The menu, and the items that can be added to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Menu {
    /// The saved menu; empty if the default menu is used.
    pub items: Vec<MenuItem>,
    /// The default menu, which is shown if none is saved.
    pub automatic: Vec<MenuItem>,
    pub categories: Vec<MenuOffer>,
    pub pages: Vec<MenuOffer>,
    /// Targets in `items` that have no published page. They are hidden from readers.
    pub dangling: Vec<String>,
}

/// Returns whether a text has the form of a path of the site.
pub fn is_path(text: &str) -> bool {
    // `//host` and, for browsers, `/\host` refer to another site.
    text.starts_with('/') && !text.starts_with("//") && is_plain(text)
}

/// Returns whether a text has the form of a path of the site or of an absolute URL.
pub fn is_target(text: &str) -> bool {
    let host = text.strip_prefix("https://").or(text.strip_prefix("http://"));
    is_path(text) || (host.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) && is_plain(text))
}

fn is_plain(text: &str) -> bool {
    !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '"' | '<' | '>'))
}
