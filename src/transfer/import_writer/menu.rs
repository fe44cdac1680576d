//! Writes the menu. A site has one menu with one level; exports may contain several, and do not tell which was shown.

use std::collections::{BTreeMap, HashSet};

use super::ImportWriter;
use crate::model::admin::menu::{MAX_ITEMS, is_target};
use crate::store::menu::{self, MenuItemRow};
use crate::store::redirects;
use crate::text::old_path::normalize;
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::record::{ImportedMenuItem, ImportedMenuTarget};
use crate::transfer::wordpress::links;

const LEFT_OUT: &str = "menu item";

/// Maximum number of skipped items that are named in the report.
const NAMED: usize = 20;

/// A menu reduced to one level.
#[derive(Clone, Debug, Default)]
struct FlatMenu {
    rows: Vec<MenuItemRow>,
    /// Titles of the items that were below those in `rows`.
    below: Vec<String>,
}

impl ImportWriter<'_> {
    /// Imports the longest of the old site's menus, unless the site already has one. Importing the same site again does
    /// not change the menu.
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
            made.push((name, items.len(), self.flatten(&items).await?));
        }
        // Sorted by name for equal lengths; `max_by_key` would return the last.
        made.sort_by_key(|(_, _, flat)| std::cmp::Reverse(flat.rows.len()));
        let mut made = made.into_iter();
        let Some((name, count, FlatMenu { mut rows, below })) = made.next() else { return Ok(()) };
        let others = made.clone().map(|(_, count, _)| count).sum();
        self.leave_out_items(others, "there is one menu here; it stood in another");
        if made.len() > 0 && !rows.is_empty() {
            self.report.warn(ImportWarning::MenuChosen(name));
        }
        rows.truncate(MAX_ITEMS);
        self.leave_out_items(below.len(), "it stood below another: the menu here has one level");
        self.leave_out_items(count - rows.len() - below.len(), "it led nowhere, or the menu was full");
        if !below.is_empty() {
            let named = below.iter().take(NAMED).map(|title| format!("“{title}”")).collect::<Vec<_>>().join(", ");
            let more = if below.len() > NAMED { ", …" } else { "" };
            self.report.warn(ImportWarning::MenuBelow(format!("{named}{more}")));
        }
        menu::replace(self.connection, &rows).await?;
        self.report.count_menu_items(rows.len() as u64);
        Ok(())
    }

    fn leave_out_items(&mut self, count: usize, reason: &'static str) {
        for _ in 0..count {
            self.report.leave_out(LEFT_OUT, reason);
        }
    }

    /// Returns the top level of a menu. Items without a target are replaced by their children.
    async fn flatten(&mut self, items: &[ImportedMenuItem]) -> sqlx::Result<FlatMenu> {
        let mut flat = FlatMenu::default();
        // A stack of the items to visit, next one last. Each is visited once, even in a cycle.
        let mut coming: Vec<&ImportedMenuItem> =
            items.iter().rev().filter(|item| item.parent_old_id.is_none()).collect();
        let mut seen = HashSet::new();
        while let Some(item) = coming.pop() {
            if !seen.insert(item.old_id) {
                continue;
            }
            match self.find_place(item).await? {
                Some(row) => flat.rows.push(row),
                None => coming.extend(items.iter().rev().filter(|below| below.parent_old_id == Some(item.old_id))),
            }
        }
        for item in items.iter().filter(|item| !seen.contains(&item.old_id)) {
            flat.below.extend(self.find_place(item).await?.map(|row| row.title));
        }
        Ok(flat)
    }

    /// Returns the path and title of an item on this site.
    async fn find_place(&mut self, item: &ImportedMenuItem) -> sqlx::Result<Option<MenuItemRow>> {
        let found = match &item.target {
            Some(ImportedMenuTarget::Entry(id)) => self.places.get(id).cloned().zip(self.titles.get(id).cloned()),
            Some(ImportedMenuTarget::Term(id)) => self.term_places.get(id).cloned(),
            Some(ImportedMenuTarget::Link(url)) => self.find_link(url).await?.map(|target| (target, String::new())),
            None => None,
        };
        Ok(found.and_then(|(target, name)| {
            let title = if item.title.is_empty() { name } else { item.title.clone() };
            (!title.is_empty() && is_target(&target)).then_some(MenuItemRow { title, target })
        }))
    }

    /// Resolves a URL in a menu. A URL of the old site is replaced by its redirect's target.
    async fn find_link(&mut self, url: &str) -> sqlx::Result<Option<String>> {
        if url.starts_with('#') {
            return Ok(None);
        }
        let inside = match url.starts_with('/') {
            true => Some(url.to_owned()),
            false => links::local(url, &self.first_pass.context.base_url),
        };
        let Some(path): Option<String> = inside else { return Ok(Some(url.to_owned())) };
        Ok(Some(redirects::find(self.connection, &normalize(&path)).await?.unwrap_or(path)))
    }
}
