//! Menu items, each of which is an `item` in the file.

use super::meta;
use super::value::{number, plain};
use crate::transfer::record::{ImportRecord, ImportedMenuItem, ImportedMenuTarget, SkippedItem};
use crate::transfer::wordpress::xml::XmlElement;

/// Returns a menu item if the element is one.
pub fn read(item: &XmlElement) -> Option<ImportRecord> {
    if item.get("wp:post_type").trim() != "nav_menu_item" {
        return None;
    }
    // WordPress stores an item that is in no menu, or whose page was deleted, as a draft.
    let menu = item.all("category").find(|element| element.attribute("domain") == Some("nav_menu"));
    let Some(menu) = menu.filter(|_| item.get("wp:status").trim() == "publish") else {
        return Some(ImportRecord::LeftOut(SkippedItem::new("menu item", "it stood in no menu")));
    };
    let field = |name| meta(item, name).unwrap_or_default().trim();
    let refers = |name| field(name).parse::<i64>().ok().filter(|number| *number > 0);
    let target = match field("_menu_item_type") {
        "post_type" => refers("_menu_item_object_id").map(ImportedMenuTarget::Entry),
        "taxonomy" => refers("_menu_item_object_id").map(ImportedMenuTarget::Term),
        _ => Some(field("_menu_item_url"))
            .filter(|url| !url.is_empty())
            .map(|url| ImportedMenuTarget::Link(url.to_owned())),
    };
    Some(ImportRecord::MenuItem(ImportedMenuItem {
        menu: plain(&menu.text),
        place: None,
        old_id: number(item, "wp:post_id").unwrap_or(0),
        parent_old_id: refers("_menu_item_menu_item_parent"),
        order: number(item, "wp:menu_order").unwrap_or(0),
        title: plain(item.get("title")),
        target,
    }))
}
