//! The paths of the old site, from which old links are redirected.

use std::collections::HashMap;

use super::dates;
use crate::text::old_path::normalize;
use crate::transfer::record::{ImportedEntry, ImportedEntryKind, ImportedEntryStatus, ImportedTerm, ImportedTermKind};

/// Lists the certain paths of an entry: its own URL, and those by ID.
pub fn entry_paths(entry: &ImportedEntry) -> Vec<String> {
    let mut paths = vec![entry.link.clone()];
    let id = entry.old_id;
    if id > 0 {
        paths.push(format!("/?p={id}"));
        match entry.kind {
            ImportedEntryKind::Post => {}
            ImportedEntryKind::Page => paths.push(format!("/?page_id={id}")),
            ImportedEntryKind::Attachment => paths.push(format!("/?attachment_id={id}")),
        }
    }
    tidy(paths)
}

/// Lists the paths of a post with this slug under the common permalink settings, since sites change them, and links to
/// the earlier paths still exist. `local_date` is `wp:post_date`.
pub fn usual_paths(entry: &ImportedEntry, slug: &str, local_date: &str) -> Vec<String> {
    let was_public = matches!(entry.status, ImportedEntryStatus::Published | ImportedEntryStatus::Protected);
    if entry.kind != ImportedEntryKind::Post || !was_public || slug.is_empty() {
        return Vec::new();
    }
    let mut paths = Vec::new();
    if let Some(day) = dates::local_day(local_date) {
        let (year, month) = (day.year(), day.month());
        paths.push(format!("/{year:04}/{month:02}/{:02}/{slug}", day.day()));
        paths.push(format!("/{year:04}/{month:02}/{slug}"));
    }
    if entry.old_id > 0 {
        paths.push(format!("/archives/{}", entry.old_id));
    }
    paths.push(format!("/{slug}"));
    tidy(paths)
}

fn tidy(paths: Vec<String>) -> Vec<String> {
    let mut tidied = Vec::with_capacity(paths.len());
    for path in paths.iter().map(|path| normalize(path)) {
        if path != "/" && !tidied.contains(&path) {
            tidied.push(path);
        }
    }
    tidied
}

/// Levels of categories that a path has at most.
const DEEPEST: usize = 50;

/// Lists the paths of a category without a base, as plugins make them. They yield to those of posts.
pub fn bare_term_paths(term: &ImportedTerm, parents: &HashMap<String, String>) -> Vec<String> {
    if term.kind == ImportedTermKind::Tag {
        return Vec::new();
    }
    tidy(vec![chain(&term.slug, parents), term.slug.clone()])
}

/// Returns the slugs of a category and those above it, as in a path.
fn chain(slug: &str, parents: &HashMap<String, String>) -> String {
    let mut chain = vec![slug];
    while let Some(parent) = chain.last().and_then(|last| parents.get(*last)) {
        // A circle, or deeper than any site has it: the work must not grow with the square of the depth.
        if chain.contains(&parent.as_str()) || chain.len() == DEEPEST {
            break;
        }
        chain.push(parent);
    }
    chain.reverse();
    chain.join("/")
}

/// Lists all paths that a category or tag may have had, which may include its path on this site. `parents` maps the
/// slug of each category to that of its parent, and `base` is what the old site had instead of `category`, if it had
/// something else.
pub fn term_paths(term: &ImportedTerm, parents: &HashMap<String, String>, base: &str) -> Vec<String> {
    let slug = term.slug.as_str();
    if term.kind == ImportedTermKind::Tag {
        return vec![format!("/?tag={slug}"), normalize(&format!("/tag/{slug}"))];
    }
    let mut paths: Vec<String> = term.old_id.map(|id| format!("/?cat={id}")).into_iter().collect();
    paths.push(format!("/?category_name={slug}"));
    for base in ["category", base.trim_matches('/')].into_iter().filter(|base| !base.is_empty()) {
        paths.push(normalize(&format!("/{base}/{}", chain(slug, parents))));
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_the_usual_forms() {
        let link = "https://a.example/blog/xin-chao/".into();
        let entry = ImportedEntry { old_id: 7, link, slug: "xin-chao".into(), ..ImportedEntry::default() };
        assert_eq!(entry_paths(&entry), ["/blog/xin-chao", "/?p=7"]);
        let paths = usual_paths(&entry, "xin-chao", "2021-03-04 05:06:07");
        let expected = "/2021/03/04/xin-chao /2021/03/xin-chao /archives/7 /xin-chao";
        assert_eq!(paths, expected.split(' ').collect::<Vec<_>>());
    }

    #[test]
    fn follows_parents_and_survives_circles() {
        let parents = HashMap::from([("b".into(), "a".into()), ("a".into(), "b".into())]);
        let term = ImportedTerm {
            kind: ImportedTermKind::Category,
            old_id: Some(3),
            slug: "b".into(),
            name: String::new(),
            description: String::new(),
            parent: None,
        };
        let paths = term_paths(&term, &parents, "");
        assert_eq!(paths, ["/?cat=3", "/?category_name=b", "/category/a/b"]);
        let paths = term_paths(&term, &HashMap::new(), "/chuyen-muc/");
        assert_eq!(paths, ["/?cat=3", "/?category_name=b", "/category/b", "/chuyen-muc/b"]);
        let tag = ImportedTerm { kind: ImportedTermKind::Tag, slug: "mã".into(), ..term };
        assert_eq!(term_paths(&tag, &parents, ""), ["/?tag=mã", "/tag/mã"]);
    }
}
