//! The first pass of an import. It collects what the second pass needs in advance.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::record::{
    ImportRecord, ImportedAuthor, ImportedEntry, ImportedEntryKind, ImportedEntryStatus, ImportedMenuItem,
    ImportedMenuTarget, ImportedTerm, ImportedTermKind,
};
use super::wordpress::ContentContext;
use crate::model::address::RESERVED;
use crate::model::admin::post::PostKind;
use crate::text::{old_path, slugify};

/// Data collected in advance, since entries refer to later records.
#[derive(Default)]
pub struct FirstPass {
    pub context: ContentContext,
    /// The parent of each category, by slug.
    pub parents: HashMap<String, String>,
    /// The slug of each category by its name, since old exports name parents so.
    category_names: HashMap<String, String>,
    /// What the old site had instead of `category` in addresses. Empty: that.
    pub category_base: String,
    /// The IDs of authors here who stand for authors of the old site, by their login in lower case.
    pub authors: HashMap<String, i64>,
    /// Authors without an account.
    pub guests: Vec<ImportedAuthor>,
    /// The original slugs of all terms.
    pub terms: HashSet<(ImportedTermKind, String)>,
    /// Digests of the slugs of published entries, which take precedence over those of drafts.
    pub published: HashSet<u64>,
    /// The original IDs of entries in menus.
    pub in_menus: HashSet<i64>,
}

impl FirstPass {
    /// Collects what is needed of a record.
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
            ImportRecord::Guest(author) => self.guests.push(author),
            ImportRecord::Term(ImportedTerm { kind, slug, name, parent, .. }) => {
                self.terms.insert((kind, slug.clone()));
                if kind == ImportedTermKind::Category {
                    self.category_names.insert(name, slug.clone());
                    self.parents.extend(parent.map(|parent| (slug, parent)));
                }
            }
            ImportRecord::MenuItem(ImportedMenuItem { target: Some(ImportedMenuTarget::Entry(old_id)), .. }) => {
                self.in_menus.insert(old_id);
            }
            _ => {}
        }
    }

    /// Concludes the pass: parents that were stated by name are known by their slugs now.
    pub fn conclude(&mut self) {
        for parent in self.parents.values_mut() {
            if !self.terms.contains(&(ImportedTermKind::Category, parent.clone()))
                && let Some(slug) = self.category_names.get(parent)
            {
                parent.clone_from(slug);
            }
        }
    }

    /// Returns whether the import has a source site with a URL.
    pub fn is_from_elsewhere(&self) -> bool {
        !self.context.base_url.is_empty()
    }

    /// Returns the folder of the old site, such as `/blog`, if it was not at the root of its host.
    pub fn folder(&self) -> Option<String> {
        Some(old_path::normalize(&self.context.base_url)).filter(|folder| self.is_from_elsewhere() && folder != "/")
    }
}

/// Returns a hash that stands for a value in a set, since the texts of 100,000 entries would take too much memory. A
/// collision, once in billions of imports, only adds a number to a slug.
pub fn digest(thing: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    thing.hash(&mut hasher);
    hasher.finish()
}

/// Returns the preferred slug of an entry.
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
