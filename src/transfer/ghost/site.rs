//! The site itself: its settings, authors, tags and menu.

use serde_json::Value;

use super::tables::{Tables, Tag};
use crate::text::old_path::normalize;
use crate::text::plain_text::plain;
use crate::transfer::json_fields::{filled, text};
use crate::transfer::record::{
    ImportRecord, ImportedAuthor, ImportedMenuItem, ImportedMenuTarget, ImportedRedirect, ImportedRedirectTarget,
    ImportedSite, ImportedTerm, ImportedTermKind, SkippedItem,
};

/// What stands for the address of the site in an export.
const GHOST_URL: &str = "__GHOST_URL__";

/// Lists the records about the site. `base_url` may be empty.
pub fn records(tables: &Tables, base_url: &str) -> Vec<ImportRecord> {
    let setting = |name: &str| tables.settings.get(name).map_or("", String::as_str);
    let language = ["locale", "lang", "default_locale"].into_iter().map(setting).find(|tag| !tag.is_empty());
    let mut records = vec![ImportRecord::Site(ImportedSite {
        title: plain(setting("title")),
        tagline: plain(setting("description")),
        base_url: base_url.to_owned(),
        language: language.unwrap_or_default().to_owned(),
    })];
    for user in tables.user_order.iter().filter_map(|id| tables.users.get(id)) {
        let (login, name) = (user.slug.clone(), user.name.clone());
        let (email, biography) = (user.email.clone(), user.biography.clone());
        records.push(ImportRecord::Author(ImportedAuthor { login, name, email, biography }));
        let to = ImportedRedirectTarget::Author(user.slug.clone());
        records
            .push(ImportRecord::Redirect(ImportedRedirect { from: normalize(&format!("/author/{}", user.slug)), to }));
    }
    for tag in tables.tag_order.iter().filter_map(|id| tables.tags.get(id)) {
        if !tag.is_public {
            records.push(ImportRecord::LeftOut(SkippedItem::new("internal tag", "readers did not see it")));
            continue;
        }
        records.push(ImportRecord::Term(term(tag)));
        let to = ImportedRedirectTarget::Term(tag.number);
        records.push(ImportRecord::Redirect(ImportedRedirect { from: normalize(&format!("/tag/{}", tag.slug)), to }));
    }
    records.extend(menu(setting("navigation"), setting("secondary_navigation")));
    for (what, count) in &tables.left_out {
        let left_out = || ImportRecord::LeftOut(SkippedItem::new(*what, "Longan has nothing for it to be imported to"));
        records.extend((0..*count).map(|_| left_out()));
    }
    records
}

/// Returns the kind of a tag: one that is the primary tag of any post is a category, so that each old tag is still one
/// list with all its posts.
pub fn kind(tag: &Tag) -> ImportedTermKind {
    if tag.is_primary { ImportedTermKind::Category } else { ImportedTermKind::Tag }
}

fn term(tag: &Tag) -> ImportedTerm {
    ImportedTerm {
        kind: kind(tag),
        old_id: Some(tag.number),
        slug: tag.slug.clone(),
        name: plain(&tag.name),
        description: plain(&tag.description),
        parent: None,
    }
}

/// Lists the items of the menu, or of the one in the footer if there is no other.
fn menu(navigation: &str, secondary: &str) -> Vec<ImportRecord> {
    let read = |text: &str| serde_json::from_str::<Vec<Value>>(text).unwrap_or_default();
    let (mut items, mut others) = (read(navigation), read(secondary));
    if items.is_empty() {
        std::mem::swap(&mut items, &mut others);
    }
    let numbered = items.iter().zip(1..);
    let items = numbered.filter_map(|(item, number)| {
        let url = filled(item, "url")?.replace(GHOST_URL, "");
        let url = if url.is_empty() { "/".to_owned() } else { url };
        let is_local = url.starts_with('/') && !url.starts_with("//");
        let url = if is_local && !url.contains('#') { normalize(&url) } else { url };
        Some(ImportRecord::MenuItem(ImportedMenuItem {
            menu: "navigation".to_owned(),
            old_id: number,
            parent_old_id: None,
            order: number,
            title: plain(&text(item, "label")),
            target: Some(ImportedMenuTarget::Link(url)),
        }))
    });
    let reason = "there is one menu here; it stood in another";
    let others = others.iter().map(|_| ImportRecord::LeftOut(SkippedItem::new("menu item", reason)));
    items.chain(others).collect()
}
