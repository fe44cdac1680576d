//! The categories and tags of a file.

use super::front_matter::{FrontMatter, Separator};
use super::site::MarkdownSite;
use crate::text::slugify;
use crate::transfer::record::{ImportedTerm, ImportedTermKind};

/// The names of the levels of a category, topmost first.
type CategoryPath = Vec<String>;

/// Returns the categories and tags of the file with this name. A category comes after the one above it.
pub fn terms(head: &FrontMatter, name: &str, site: &MarkdownSite) -> Vec<ImportedTerm> {
    let mut terms = Vec::new();
    let paths = category_paths(head, name, site);
    for path in paths {
        let mut parent: Option<String> = None;
        for name in path {
            let slug = slugify(&name);
            if slug.is_empty() {
                continue;
            }
            terms.push(term(ImportedTermKind::Category, name, parent.filter(|parent| *parent != slug)));
            parent = Some(slug);
        }
    }
    let tags = head.list(&["tags", "tag", "keywords"], site.generator().separator());
    let tags = tags.into_iter().map(|name| name.trim_start_matches('#').to_owned());
    terms.extend(tags.filter(|name| !slugify(name).is_empty()).map(|name| term(ImportedTermKind::Tag, name, None)));
    terms
}

/// Returns the categories. Hexo states those below others as lists in the list.
fn category_paths(head: &FrontMatter, name: &str, site: &MarkdownSite) -> Vec<CategoryPath> {
    const NAMES: &[&str] = &["categories", "category", "section"];
    let nested = head
        .value(NAMES)
        .and_then(|(_, value)| value.as_array())
        .filter(|items| items.iter().any(serde_json::Value::is_array));
    match nested {
        Some(items) => {
            let texts = |item: &serde_json::Value| {
                item.as_array()
                    .map(|names| names.iter().filter_map(|name| Some(name.as_str()?.trim().to_owned())).collect())
            };
            items
                .iter()
                .map(|item| texts(item).unwrap_or_else(|| item.as_str().map(str::to_owned).into_iter().collect()))
                .collect()
        }
        None => {
            // In Jekyll, `category` is a single one, and folders above `_posts` are categories.
            let separator = match head.value(&["categories"]) {
                Some(_) => site.generator().separator(),
                None => Separator::Comma,
            };
            let above = name.split_once("/_posts/").map_or("", |(above, _)| above).split('/');
            let above = above.filter(|folder| !folder.is_empty() && *folder != "source").map(str::to_owned);
            above.chain(head.list(NAMES, separator)).map(|name| vec![name]).collect()
        }
    }
}

fn term(kind: ImportedTermKind, name: String, parent: Option<String>) -> ImportedTerm {
    ImportedTerm { kind, old_id: None, slug: slugify(&name), name, description: String::new(), parent }
}
