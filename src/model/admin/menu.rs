//! The menu editor.

use serde::{Deserialize, Serialize};

/// Maximum number of items in a place.
pub const MAX_ITEMS: usize = 50;

/// Where a menu is on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum MenuPlace {
    #[default]
    Header,
    Footer,
    /// A row of links below the header.
    Topics,
}

impl MenuPlace {
    pub const ALL: [MenuPlace; 3] = [MenuPlace::Header, MenuPlace::Footer, MenuPlace::Topics];

    /// Returns whether items may be below others. Topics are a single row.
    pub fn has_levels(self) -> bool {
        self != MenuPlace::Topics
    }
}

/// An item of a menu. The items of a place are in its order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuItem {
    pub title: String,
    /// A path of the site, or a URL of another site. Empty: the item only groups those below it.
    pub target: String,
    #[serde(default)]
    pub place: MenuPlace,
    /// Whether it is below the last item of the first level before it.
    #[serde(default)]
    pub is_below: bool,
}

/// An item that can be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuOffer {
    pub item: MenuItem,
    /// Number of ancestors of the category.
    pub depth: u8,
}

/// Something found that can be added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuTarget {
    pub kind: MenuTargetKind,
    pub title: String,
    pub path: String,
}

/// A kind of page that menus lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum MenuTargetKind {
    Category,
    Tag,
    Page,
    Post,
    /// All posts by year and month.
    Archive,
}

/// The menu, and the items that can be added to it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Menu {
    /// The saved items of all places. Without one in the header, the default menu is used there.
    pub items: Vec<MenuItem>,
    /// The default menu of the header.
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
