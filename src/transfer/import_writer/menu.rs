//! Writes the menus. A place of the site has one menu with two levels. Exports of WordPress do not tell where a menu was
//! shown, but its name often does.

use std::collections::{BTreeMap, HashSet};

use super::ImportWriter;
use crate::model::admin::menu::{MAX_ITEMS, MenuPlace, is_target};
use crate::store::menu::{self, MenuItemRow};
use crate::store::redirects;
use crate::text::fold;
use crate::text::old_path::normalize;
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::record::{ImportedMenuItem, ImportedMenuTarget};
use crate::transfer::wordpress::links;

const LEFT_OUT: &str = "menu item";

/// Maximum number of items that are named in the report.
const NAMED: usize = 20;

/// Words in the folded names of menus that tell their place.
const PLACES: [(MenuPlace, &[&str]); 3] = [
    (MenuPlace::Footer, &["footer", "chan trang", "cuoi trang", "bottom", "duoi trang"]),
    (MenuPlace::Topics, &["topic", "chu de", "tag", "trending", "tieu diem", "su kien"]),
    (MenuPlace::Header, &["primary", "main", "header", "chinh", "top", "dau trang"]),
];

/// A menu reduced to two levels.
#[derive(Clone, Debug, Default)]
struct TwoLevelMenu {
    rows: Vec<MenuItemRow>,
    /// Titles of the items that were deeper.
    raised: Vec<String>,
}

/// A menu of the old site.
struct OldMenu {
    name: String,
    place: Option<MenuPlace>,
    /// Number of items, including those without a target.
    count: usize,
    menu: TwoLevelMenu,
}

impl ImportWriter<'_> {
    /// Imports one of the old site's menus for each place, unless the site already has one. Importing the same site again
    /// does not change the menus.
    pub(super) async fn write_menu(&mut self) -> sqlx::Result<()> {
        let mut menus = BTreeMap::<String, Vec<ImportedMenuItem>>::new();
        for item in std::mem::take(&mut self.menu_items) {
            menus.entry(item.menu.clone()).or_default().push(item);
        }
        if menus.is_empty() {
            return Ok(());
        }
        if self.report.present() > 0 || !menu::list(self.connection).await?.is_empty() {
            self.leave_out_items(menus.values().map(Vec::len).sum(), "the menu here stays as it is");
            return Ok(());
        }
        let mut made = Vec::new();
        for (name, mut items) in menus {
            items.sort_by_key(|item| item.order);
            let place = items[0].place.or_else(|| place_of(&name));
            made.push(OldMenu { place, count: items.len(), menu: self.arrange(&items).await?, name });
        }
        // Stable, so that menus of the same length stay in the order of their names.
        made.sort_by_key(|old| std::cmp::Reverse(old.menu.rows.len()));
        let mut rows = Vec::new();
        for place in MenuPlace::ALL {
            let taken = match made.iter().position(|old| old.place == Some(place)) {
                // The longest of those whose names tell nothing; the only one is in the header, whatever its name.
                None if place == MenuPlace::Header => {
                    let unknown = made.iter().position(|old| old.place.is_none());
                    let chosen = unknown.or((made.len() == 1).then_some(0));
                    if let Some(old) = chosen.filter(|_| made.len() > 1).map(|chosen| &made[chosen]) {
                        self.report.warn(ImportWarning::MenuChosen(old.name.clone()));
                    }
                    chosen
                }
                found => found,
            };
            if let Some(taken) = taken {
                rows.extend(self.take(made.remove(taken), place));
            }
        }
        self.leave_out_items(
            made.iter().map(|old| old.count).sum(),
            "each place has one menu here; it stood in another",
        );
        menu::replace(self.connection, &rows).await?;
        self.report.count_menu_items(rows.len() as u64);
        Ok(())
    }

    /// Returns the rows of a menu at a place, and reports what is not among them.
    fn take(&mut self, old: OldMenu, place: MenuPlace) -> Vec<MenuItemRow> {
        let TwoLevelMenu { mut rows, raised } = old.menu;
        if !place.has_levels() {
            rows.retain(|row| !row.target.is_empty());
        }
        rows.truncate(MAX_ITEMS);
        self.leave_out_items(old.count - rows.len(), "it led nowhere, or the menu was full");
        if !raised.is_empty() {
            let named = raised.iter().take(NAMED).map(|title| format!("“{title}”")).collect::<Vec<_>>().join(", ");
            let more = if raised.len() > NAMED { ", …" } else { "" };
            self.report.warn(ImportWarning::MenuRaised(raised.len(), format!("{named}{more}")));
        }
        let level = |row: &MenuItemRow| if place.has_levels() { row.level } else { 0 };
        rows.into_iter().map(|row| MenuItemRow { place, level: level(&row), ..row }).collect()
    }

    fn leave_out_items(&mut self, count: usize, reason: &'static str) {
        for _ in 0..count {
            self.report.leave_out(LEFT_OUT, reason);
        }
    }

    /// Arranges a menu in two levels. What is deeper is in the second one. An item without a target stays if it groups
    /// others, as a heading; what only groups items of the second level makes way for them.
    async fn arrange(&mut self, items: &[ImportedMenuItem]) -> sqlx::Result<TwoLevelMenu> {
        let mut menu = TwoLevelMenu::default();
        // A stack of the items to visit with their depth, next one last. Each is visited once, even in a cycle.
        let mut coming: Vec<(&ImportedMenuItem, usize)> = Vec::new();
        coming.extend(items.iter().rev().filter(|item| item.parent_old_id.is_none()).map(|item| (item, 0)));
        let mut seen = HashSet::new();
        while let Some((item, depth)) = coming.pop() {
            if !seen.insert(item.old_id) {
                continue;
            }
            let row = self.find_place(item, i64::from(depth > 0)).await?;
            let row = row.filter(|row| !row.target.is_empty() || depth == 0);
            // What an item that is left out has below it takes its level.
            let below = if row.is_some() { depth + 1 } else { depth };
            if let Some(row) = row {
                if depth > 1 {
                    menu.raised.push(row.title.clone());
                }
                menu.rows.push(row);
            }
            let children = items.iter().rev().filter(|child| child.parent_old_id == Some(item.old_id));
            coming.extend(children.map(|child| (child, below)));
        }
        // A heading without items leads nowhere.
        let is_heading = |place: usize| menu.rows.get(place + 1).is_some_and(|next| next.level > 0);
        let kept: Vec<bool> =
            (0..menu.rows.len()).map(|place| !menu.rows[place].target.is_empty() || is_heading(place)).collect();
        let mut kept = kept.into_iter();
        menu.rows.retain(|_| kept.next().unwrap_or(true));
        Ok(menu)
    }

    /// Returns the path and title of an item on this site. The path is empty if the item only groups others.
    async fn find_place(&mut self, item: &ImportedMenuItem, level: i64) -> sqlx::Result<Option<MenuItemRow>> {
        let heading = Some((String::new(), String::new()));
        let found = match &item.target {
            Some(ImportedMenuTarget::Entry(id)) => self.places.get(id).cloned().zip(self.titles.get(id).cloned()),
            Some(ImportedMenuTarget::Term(id)) => self.term_places.get(id).cloned(),
            Some(ImportedMenuTarget::Link(url)) if url.starts_with('#') => heading,
            Some(ImportedMenuTarget::Link(url)) => self.find_link(url).await?.map(|target| (target, String::new())),
            None => heading,
        };
        Ok(found.and_then(|(target, name)| {
            let title = if item.title.is_empty() { name } else { item.title.clone() };
            let is_usable = !title.is_empty() && (target.is_empty() || is_target(&target));
            is_usable.then_some(MenuItemRow { title, target, place: MenuPlace::Header, level })
        }))
    }

    /// Resolves a URL in a menu. A URL of the old site is replaced by its redirect's target.
    async fn find_link(&mut self, url: &str) -> sqlx::Result<Option<String>> {
        let inside = match url.starts_with('/') {
            true => Some(url.to_owned()),
            false => links::local(url, &self.first_pass.context.base_url),
        };
        let Some(path): Option<String> = inside else { return Ok(Some(url.to_owned())) };
        Ok(Some(redirects::find(self.connection, &normalize(&path)).await?.unwrap_or(path)))
    }
}

/// Returns the place that the name of a menu tells.
fn place_of(name: &str) -> Option<MenuPlace> {
    let name = fold(name);
    PLACES.iter().find(|(_, words)| words.iter().any(|word| name.contains(word))).map(|(place, _)| *place)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_menus_tell_their_place() {
        for (name, place) in [
            ("Chân trang", Some(MenuPlace::Footer)),
            ("Footer Menu", Some(MenuPlace::Footer)),
            ("Menu chính", Some(MenuPlace::Header)),
            ("Primary", Some(MenuPlace::Header)),
            ("Chủ đề nóng", Some(MenuPlace::Topics)),
            ("Menu 2", None),
        ] {
            assert_eq!(place_of(name), place, "{name}");
        }
    }
}
