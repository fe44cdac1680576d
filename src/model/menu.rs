//! The menus that readers see.

use serde::{Deserialize, Serialize};

use super::site_link::SiteLink;

/// The menus of a site, without the link to the home page.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SiteMenus {
    pub header: Vec<MenuLink>,
    pub footer: Vec<MenuLink>,
    /// The row below the header; usually empty.
    pub topics: Vec<MenuLink>,
}

/// A link of a menu, and the links below it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MenuLink {
    /// The path is empty if the link only groups those below it.
    pub link: SiteLink,
    pub below: Vec<SiteLink>,
}
