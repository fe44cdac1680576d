//! Categories and tags: declared, or only named by items.

use super::value::{number, plain, slug};
use crate::text;
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

/// Lists the terms of an item, of which only slug and name are known.
pub fn named(item: &XmlElement) -> Vec<ImportedTerm> {
    let terms = item.all("category").filter_map(|element| {
        let kind = term_kind(element.attribute("domain")?)?;
        let texts = (element.text.as_str(), "");
        Some(new_term(kind, None, slug(element.attribute("nicename")?), texts, String::new()))
    });
    terms.collect()
}

/// Adds the terms of an item to its entry.
pub fn assign(item: &XmlElement, entry: &mut ImportedEntry) {
    for element in item.all("category") {
        let Some(domain) = element.attribute("domain") else { continue };
        let Some(kind) = term_kind(domain) else {
            entry.left_out.push(foreign_term(domain));
            continue;
        };
        let Some(slug) = element.attribute("nicename").map(slug) else { continue };
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
