//! The report of an import: what came in, what was left out and why, and what a person should know.

use std::collections::BTreeMap;

use super::import_warning::ImportWarning;
use super::record::{
    ImportedCommentKind, ImportedCommentStatus, ImportedEntry, ImportedEntryKind, ImportedEntryStatus,
    ImportedTermKind, SkippedItem,
};
use crate::model::media::MediaKind;

mod json;
mod lines;
#[cfg(test)]
mod tests;
mod text;

/// Maximum number of warnings kept for the report as a file. Further ones are only counted.
const KEPT: usize = 20_000;

/// Maximum number of authors who are named.
const NAMED: usize = 500;

/// Counts what was imported, and what was skipped and why.
#[derive(Debug, Default)]
pub struct ImportReport {
    authors: u64,
    /// Logins and names of authors of the old site, whether or not they are new here.
    named_authors: Vec<(String, String)>,
    categories: u64,
    tags: u64,
    entries: BTreeMap<(ImportedEntryKind, ImportedEntryStatus), u64>,
    comments: BTreeMap<ImportedCommentStatus, u64>,
    mentions: u64,
    attachments: u64,
    pictures: u64,
    /// Other files.
    files: BTreeMap<MediaKind, u64>,
    redirects: u64,
    menu_items: u64,
    present: u64,
    present_comments: u64,
    left_out: BTreeMap<(String, &'static str), LeftOut>,
    warnings: Vec<ImportWarning>,
    further_warnings: u64,
}

/// How often something was skipped.
#[derive(Debug, Default)]
struct LeftOut {
    number: u64,
    /// Where one of them is. May be empty.
    example: String,
}

impl ImportReport {
    /// Names an author of the old site.
    pub fn name_author(&mut self, login: &str, name: &str) {
        if self.named_authors.len() < NAMED {
            self.named_authors.push((login.to_owned(), name.to_owned()));
        }
    }

    /// Counts an author.
    pub fn count_author(&mut self) {
        self.authors += 1;
    }

    /// Counts a category or tag.
    pub fn count_term(&mut self, kind: ImportedTermKind) {
        match kind {
            ImportedTermKind::Category => self.categories += 1,
            ImportedTermKind::Tag => self.tags += 1,
        }
    }

    /// Counts a post or page with its comments.
    pub fn count_entry(&mut self, entry: &ImportedEntry) {
        *self.entries.entry((entry.kind, entry.status)).or_default() += 1;
        for comment in &entry.comments {
            *self.comments.entry(comment.status).or_default() += 1;
            self.mentions += u64::from(comment.kind == ImportedCommentKind::Mention);
        }
        let example = |left_out: SkippedItem| left_out.at(&entry.title);
        entry.left_out.iter().cloned().for_each(|left_out| self.add(example(left_out)));
    }

    /// Counts an attachment whose file was not imported.
    pub fn count_attachment(&mut self) {
        self.attachments += 1;
    }

    /// Counts a file imported into the media library.
    pub fn count_file(&mut self, kind: MediaKind) {
        match kind {
            MediaKind::Picture => self.pictures += 1,
            kind => *self.files.entry(kind).or_default() += 1,
        }
    }

    /// Counts redirects from old paths.
    pub fn count_redirects(&mut self, count: u64) {
        self.redirects += count;
    }

    /// Counts menu items.
    pub fn count_menu_items(&mut self, number: u64) {
        self.menu_items += number;
    }

    /// Counts a post or page that an earlier import has added.
    pub fn count_present(&mut self) {
        self.present += 1;
    }

    /// Counts a comment that is imported without its post.
    pub fn count_comment(&mut self, status: ImportedCommentStatus) {
        *self.comments.entry(status).or_default() += 1;
    }

    /// Counts a comment that an earlier import has added.
    pub fn count_present_comment(&mut self) {
        self.present_comments += 1;
    }

    /// Returns the number of posts and pages that an earlier import has added.
    pub fn present(&self) -> u64 {
        self.present
    }

    /// Counts something that is skipped, and the reason.
    pub fn leave_out(&mut self, what: impl Into<String>, reason: &'static str) {
        self.add(SkippedItem::new(what, reason));
    }

    /// Counts a skipped item.
    pub fn add(&mut self, left_out: SkippedItem) {
        let SkippedItem { what, reason, example } = left_out;
        self.count_left_out((what, reason), 1, example);
    }

    /// Adds a warning, up to the maximum.
    pub fn warn(&mut self, warning: ImportWarning) {
        if self.warnings.len() < KEPT {
            self.warnings.push(warning);
        } else {
            self.further_warnings += 1;
        }
    }

    /// Adds the skipped items of another report, which are all in the entry `example`.
    pub fn absorb(&mut self, other: ImportReport, example: &str) {
        for (left_out, LeftOut { number, example: known }) in other.left_out {
            let example = if known.is_empty() { example.to_owned() } else { known };
            self.count_left_out(left_out, number, example);
        }
    }

    fn count_left_out(&mut self, what: (String, &'static str), number: u64, example: String) {
        let known = self.left_out.entry(what).or_default();
        known.number += number;
        if known.example.is_empty() {
            known.example = example;
        }
    }

    /// Returns the number of warnings.
    pub fn warnings(&self) -> u64 {
        self.warnings.len() as u64 + self.further_warnings
    }

    /// Returns the number of imported pictures.
    pub fn pictures(&self) -> u64 {
        self.pictures
    }

    /// Returns the number of other files of a kind that were imported.
    pub fn files(&self, kind: MediaKind) -> u64 {
        self.files.get(&kind).copied().unwrap_or(0)
    }

    /// Returns the number of imported entries of a kind and status.
    pub fn entries(&self, kind: ImportedEntryKind, status: ImportedEntryStatus) -> u64 {
        self.entries.get(&(kind, status)).copied().unwrap_or(0)
    }

    /// Returns the number of imported comments of a status.
    pub fn comments(&self, status: ImportedCommentStatus) -> u64 {
        self.comments.get(&status).copied().unwrap_or(0)
    }

    /// Returns how often this was skipped, for any reason.
    pub fn left_out(&self, what: &str) -> u64 {
        let matching = self.left_out.iter().filter(|((known, _), _)| known == what);
        matching.map(|(_, left_out)| left_out.number).sum()
    }
}
