//! Categories and tags: declared, or only named by items.

use std::collections::HashMap;

use super::value::{number, plain, slug};
use crate::text::{self, slugify};
use crate::transfer::record::{ImportedEntry, ImportedTerm, ImportedTermKind, SkippedItem};
use crate::transfer::wordpress::xml::XmlElement;

/// Reads a declared category.
pub fn category(element: &XmlElement) -> ImportedTerm {
    let parent = slug(element.get("wp:category_parent"));
    let slug = slug(element.get("wp:category_nicename"));
    let texts = (element.get("wp:cat_name"), element.get("wp:category_description"));
    new_term(ImportedTermKind::Category, number(element, "wp:term_id"), slug, texts, parent)
}

/// Reads a declared tag.
pub fn tag(element: &XmlElement) -> ImportedTerm {
    let texts = (element.get("wp:tag_name"), element.get("wp:tag_description"));
    let id = number(element, "wp:term_id");
    new_term(ImportedTermKind::Tag, id, slug(element.get("wp:tag_slug")), texts, String::new())
}

/// Reads a term of any taxonomy.
pub fn any(element: &XmlElement) -> Result<ImportedTerm, SkippedItem> {
    let Some(kind) = term_kind(element.get("wp:term_taxonomy").trim()) else {
        return Err(foreign_term(element.get("wp:term_taxonomy").trim()));
    };
    let texts = (element.get("wp:term_name"), element.get("wp:term_description"));
    let parent = slug(element.get("wp:term_parent"));
    let id = number(element, "wp:term_id");
    Ok(new_term(kind, id, slug(element.get("wp:term_slug")), texts, parent))
}

/// The slugs of terms by kind and name.
pub type TermNames = HashMap<(ImportedTermKind, String), String>;

/// Lists the terms of an item, of which only slug and name are known. Old exports, and those of other programs, state
/// only the name; `names` has the slugs of those that were declared, and gets those of the item.
pub fn named(item: &XmlElement, names: &mut TermNames) -> Vec<ImportedTerm> {
    let elements = || item.all("category").filter_map(|element| Some((domain(element)?, element)));
    for (kind, element) in elements() {
        if let Some(nicename) = element.attribute("nicename").map(slug).filter(|slug| !slug.is_empty()) {
            names.entry((kind, plain(&element.text))).or_insert(nicename);
        }
    }
    let terms = elements().map(|(kind, element)| {
        new_term(kind, None, slug_of(kind, element, names), (element.text.as_str(), ""), String::new())
    });
    terms.collect()
}

/// Returns the kind of term that an item's element names. Old exports have no `domain` for categories.
fn domain(element: &XmlElement) -> Option<ImportedTermKind> {
    term_kind(element.attribute("domain").unwrap_or("category"))
}

fn slug_of(kind: ImportedTermKind, element: &XmlElement, names: &TermNames) -> String {
    let stated = element.attribute("nicename").map(slug).filter(|slug| !slug.is_empty());
    stated.unwrap_or_else(|| {
        let name = plain(&element.text);
        let known = names.get(&(kind, name.clone())).cloned();
        known.unwrap_or_else(|| slugify(&name))
    })
}

/// Adds the terms of an item to its entry.
pub fn assign(item: &XmlElement, names: &TermNames, entry: &mut ImportedEntry) {
    for element in item.all("category") {
        let Some(kind) = domain(element) else {
            // The bylines.
            if element.attribute("domain") != Some("author") {
                entry.left_out.push(foreign_term(element.attribute("domain").unwrap_or_default()));
            }
            continue;
        };
        let slug = slug_of(kind, element, names);
        let slugs = match kind {
            ImportedTermKind::Category => &mut entry.categories,
            ImportedTermKind::Tag => &mut entry.tags,
        };
        if !slug.is_empty() && !slugs.contains(&slug) {
            slugs.push(slug);
        }
    }
}

fn new_term(
    kind: ImportedTermKind,
    old_id: Option<i64>,
    slug: String,
    texts: (&str, &str),
    parent: String,
) -> ImportedTerm {
    let name = Some(plain(texts.0)).filter(|name| !name.is_empty());
    let slug = if slug.is_empty() { name.as_deref().map(slugify).unwrap_or_default() } else { slug };
    let parent = Some(parent).filter(|parent| !parent.is_empty() && *parent != slug);
    let name = name.unwrap_or_else(|| slug.clone());
    ImportedTerm { kind, old_id, slug, name, description: text::plain_text::plain(texts.1), parent }
}

fn term_kind(taxonomy: &str) -> Option<ImportedTermKind> {
    match taxonomy {
        "category" => Some(ImportedTermKind::Category),
        "post_tag" | "tag" => Some(ImportedTermKind::Tag),
        _ => None,
    }
}

fn foreign_term(taxonomy: &str) -> SkippedItem {
    SkippedItem::new(format!("term of {taxonomy}"), "only categories and tags come along")
}
