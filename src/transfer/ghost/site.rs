//! The site itself: its settings, authors, tags and menu.

use serde_json::Value;

use super::tables::{Tables, Tag};
use crate::model::admin::menu::MenuPlace;
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
    records.extend(menus(setting("navigation"), setting("secondary_navigation")));
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

/// Lists the items of the menus in the header and in the footer.
fn menus(navigation: &str, secondary: &str) -> Vec<ImportRecord> {
    let read = |text: &str| serde_json::from_str::<Vec<Value>>(text).unwrap_or_default();
    let menus = [("navigation", MenuPlace::Header, navigation), ("secondary_navigation", MenuPlace::Footer, secondary)];
    let mut numbers = 1..;
    let mut records = Vec::new();
    for (menu, place, items) in menus {
        for (item, number) in read(items).iter().zip(&mut numbers) {
            let Some(url) = filled(item, "url") else { continue };
            let url = url.replace(GHOST_URL, "");
            let url = if url.is_empty() { "/".to_owned() } else { url };
            let is_local = url.starts_with('/') && !url.starts_with("//");
            let url = if is_local && !url.contains('#') { normalize(&url) } else { url };
            records.push(ImportRecord::MenuItem(ImportedMenuItem {
                menu: menu.to_owned(),
                place: Some(place),
                old_id: number,
                parent_old_id: None,
                order: number,
                title: plain(&text(item, "label")),
                target: Some(ImportedMenuTarget::Link(url)),
            }));
        }
    }
    records
}
