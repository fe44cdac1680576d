//! The first reading of what is imported: it finds out what the second has to know.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::record::{
    ImportRecord, ImportedEntry, ImportedEntryKind, ImportedEntryStatus, ImportedMenuItem, ImportedMenuTarget,
    ImportedTerm, ImportedTermKind,
};
use super::wordpress::ContentContext;
use crate::model::address::RESERVED;
use crate::model::admin::post::PostKind;
use crate::text::{old_path, slugify};

/// What was read ahead, because entries refer to what follows them in the file.
#[derive(Default)]
pub struct FirstPass {
    pub context: ContentContext,
    /// The parent of each category, by slug.
    pub parents: HashMap<String, String>,
    /// The slugs of all terms, as written.
    pub terms: HashSet<(ImportedTermKind, String)>,
    /// The slugs that published entries will have, by their digests: no draft takes one from them.
    pub published: HashSet<u64>,
    /// The old numbers of entries that menus lead to.
    pub in_menus: HashSet<i64>,
}

impl FirstPass {
    /// Takes note of a record.
    pub fn see(&mut self, record: ImportRecord) {
        match record {
            ImportRecord::Site(site) => self.context.base_url = site.base_url,
            ImportRecord::Entry(entry) => {
                self.context.attachments.insert(&entry);
                if matches!(entry.status, ImportedEntryStatus::Published | ImportedEntryStatus::Protected) {
                    self.published.insert(digest(&(entry.kind, slug(&entry))));
                }
            }
            ImportRecord::Pattern { old_id, body } => {
                self.context.patterns.insert(old_id, body);
            }
            ImportRecord::Term(ImportedTerm { kind, slug, parent, .. }) => {
                self.terms.insert((kind, slug.clone()));
                if let Some(parent) = parent.filter(|_| kind == ImportedTermKind::Category) {
                    self.parents.insert(slug, parent);
                }
            }
            ImportRecord::MenuItem(ImportedMenuItem { target: Some(ImportedMenuTarget::Entry(old_id)), .. }) => {
                self.in_menus.insert(old_id);
            }
            _ => {}
        }
    }

    /// Whether there was a site with addresses.
    pub fn is_from_elsewhere(&self) -> bool {
        !self.context.base_url.is_empty()
    }

    /// The folder the old site lived in, such as `/blog`, if it did not have the host to itself.
    pub fn folder(&self) -> Option<String> {
        Some(old_path::normalize(&self.context.base_url)).filter(|folder| self.is_from_elsewhere() && folder != "/")
    }
}

/// Stands for something in a set, where a hundred thousand texts would fill the memory. That two things share one, once
/// in billions of imports, gives one of them a number in its name.
pub fn digest(thing: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

/// The slug an entry should have.
pub fn slug(entry: &ImportedEntry) -> String {
    let kind = if entry.kind == ImportedEntryKind::Page { PostKind::Page } else { PostKind::Post };
    let mut slugs = [&entry.slug, &entry.title].into_iter().map(|text| slugify(text));
    let slug = slugs.find(|slug| !slug.is_empty());
    let slug = slug.unwrap_or_else(|| format!("{}-{}", kind.as_str(), entry.old_id));
    match kind == PostKind::Page && RESERVED.contains(&slug.as_str()) {
        true => format!("{slug}-page"),
        false => slug,
    }
}
