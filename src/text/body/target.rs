//! Link targets: IDs that are kept, so that links within a body work.

use std::collections::{HashMap, HashSet};

use dom_query::{Document, NodeRef};
use percent_encoding::percent_decode_str;

use crate::text::slug;

/// IDs used by the pages themselves (`tests/routes/ids.rs` checks that the list is complete).
#[rustfmt::skip]
const RESERVED: &[&str] = &[
    "author-box", "category-list", "comment", "comments", "content", "discussion", "front-section", "latest-posts", "related", "respond",
    "search-page-query", "search-query", "share", "sidebar", "suggestion", "suggestions",
];
/// Prefixes of IDs used by the pages. Since `claim` appends numbers to taken IDs, the prefixes without their hyphen are
/// reserved above. The last two are prefixes of script variables: browsers expose elements with an ID as global
/// variables.
const RESERVED_PREFIXES: &[&str] =
    &["comment-", "comments-", "front-section-", "respond-", "suggestion-", "longan_", "__"];

/// Prefixes all IDs in the HTML and the links to them, for previews on a page with other reserved IDs than readers'
/// pages.
pub fn set_apart(html: &str, prefix: &str) -> String {
    let document = Document::fragment(html);
    for node in document.root().descendants() {
        if let Some(id) = node.id_attr() {
            node.set_attr("id", &format!("{prefix}{id}"));
        }
        if let Some(fragment) = node.attr("href").as_deref().and_then(|href| href.strip_prefix('#')) {
            node.set_attr("href", &format!("#{prefix}{fragment}"));
        }
    }
    document.html_root().inner_html().to_string()
}

/// The IDs of a body.
pub struct Targets {
    linked: HashSet<String>,
    used: HashSet<String>,
    /// The next number to try for each stem. All numbers before it are taken.
    next: HashMap<String, u64>,
    moved: HashMap<String, String>,
}

/// Finds the IDs that links of the same body point to, and removes all others except those of headings.
pub fn collect(document: &Document) -> Targets {
    let mut targets =
        Targets { linked: HashSet::new(), used: HashSet::new(), next: HashMap::new(), moved: HashMap::new() };
    for link in super::elements(document, &["a"]) {
        if !super::content(&link).is_empty() {
            targets.linked.extend(fragments(&link));
        }
    }
    for node in document.root().descendants() {
        let Some(id) = node.id_attr().or_else(|| node.attr("name").filter(|_| node.has_name("a"))) else {
            continue;
        };
        if node.has_name("a") {
            node.remove_attr("name");
        }
        if super::heading_level(&node).is_some() {
            continue;
        }
        if targets.linked.contains(&*id) && !targets.moved.contains_key(&*id) {
            node.set_attr("id", &targets.claim(&id, Some(&id)));
        } else {
            node.remove_attr("id");
        }
    }
    targets
}

impl Targets {
    /// Reserves the ID `wanted`, or a variant if it is taken. Links to the `old` ID will be updated.
    pub fn claim(&mut self, wanted: &str, old: Option<&str>) -> String {
        let stem = if is_reserved(wanted) { format!("section-{wanted}") } else { wanted.to_owned() };
        let next = self.next.entry(stem.clone()).or_insert(1);
        // No number is tried twice. IDs taken by other stems cost one step each, once.
        let id = loop {
            let id = slug::candidate(&stem, *next);
            *next += 1;
            if self.used.insert(id.clone()) {
                break id;
            }
        };
        if let Some(old) = old.filter(|old| self.linked.contains(*old)) {
            self.moved.entry(old.to_owned()).or_insert_with(|| id.clone());
        }
        id
    }

    /// Returns whether a link of the body points to this ID.
    pub fn is_linked(&self, id: &str) -> bool {
        self.linked.contains(id)
    }

    /// Returns the new `href` of a link within the body.
    pub fn follow(&self, link: &NodeRef) -> Option<String> {
        let id = fragments(link).find_map(|fragment| self.moved.get(&fragment))?;
        Some(format!("#{id}"))
    }
}

/// Returns the IDs that a link within the page may refer to: as written, then percent-decoded.
/// <https://html.spec.whatwg.org/#find-a-potential-indicated-element>
fn fragments(link: &NodeRef) -> impl Iterator<Item = String> {
    let href = link.attr_or("href", "");
    let written = href.strip_prefix('#').filter(|fragment| !fragment.is_empty()).map(str::to_owned);
    let decoded = written.as_deref().map(|fragment| percent_decode_str(fragment).decode_utf8_lossy().into_owned());
    written.into_iter().chain(decoded)
}

/// Returns whether an ID is reserved for the pages themselves.
pub fn is_reserved(id: &str) -> bool {
    RESERVED.contains(&id) || RESERVED_PREFIXES.iter().any(|prefix| id.starts_with(prefix))
}
