//! The human-readable report of an import.

use std::collections::BTreeMap;
use std::fmt;

use super::record::{
    ImportedCommentKind, ImportedCommentStatus, ImportedEntry, ImportedEntryKind, ImportedEntryStatus,
    ImportedTermKind, SkippedItem,
};

/// Maximum number of warnings shown. Further ones are only counted.
const WARNINGS: usize = 50;

/// Counts what was imported, and what was skipped and why.
#[derive(Debug, Default)]
pub struct ImportReport {
    authors: u64,
    categories: u64,
    tags: u64,
    entries: BTreeMap<(ImportedEntryKind, ImportedEntryStatus), u64>,
    comments: BTreeMap<ImportedCommentStatus, u64>,
    mentions: u64,
    attachments: u64,
    pictures: u64,
    redirects: u64,
    menu_items: u64,
    present: u64,
    left_out: BTreeMap<SkippedItem, u64>,
    warnings: Vec<String>,
    further_warnings: u64,
}

impl ImportReport {
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
        entry.left_out.iter().cloned().for_each(|left_out| self.add(left_out));
    }

    /// Counts an attachment whose file was not imported.
    pub fn count_attachment(&mut self) {
        self.attachments += 1;
    }

    /// Counts a picture imported into the media library.
    pub fn count_picture(&mut self) {
        self.pictures += 1;
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
        *self.left_out.entry(left_out).or_default() += 1;
    }

    /// Adds a warning, up to the maximum.
    pub fn warn(&mut self, text: impl Into<String>) {
        if self.warnings.len() < WARNINGS {
            self.warnings.push(text.into());
        } else {
            self.further_warnings += 1;
        }
    }

    /// Adds the skipped items of another report.
    pub fn absorb(&mut self, other: ImportReport) {
        for (left_out, number) in other.left_out {
            *self.left_out.entry(left_out).or_default() += number;
        }
    }

    /// Returns the number of imported pictures.
    pub fn pictures(&self) -> u64 {
        self.pictures
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
        let matching = self.left_out.iter().filter(|(left_out, _)| left_out.what == what);
        matching.map(|(_, number)| number).sum()
    }

    fn write_entries(&self, f: &mut fmt::Formatter, kind: ImportedEntryKind, name: &str) -> fmt::Result {
        let of_kind = self.entries.iter().filter(|((of, _), _)| *of == kind);
        let mut parts = Vec::new();
        let mut total = 0;
        for ((_, status), number) in of_kind {
            total += number;
            parts.extend(match status {
                // Reported as a part of the published ones.
                ImportedEntryStatus::Protected => None,
                status => Some(format!("{number} {}", entry_status(*status))),
            });
        }
        let protected = self.entries(kind, ImportedEntryStatus::Protected);
        if protected > 0 {
            let published = protected + self.entries(kind, ImportedEntryStatus::Published);
            parts.retain(|part| !part.ends_with(entry_status(ImportedEntryStatus::Published)));
            parts.insert(0, format!("{published} published, {protected} of them behind a password"));
        }
        write_line(f, total, name, parts)
    }

    fn write_comments(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let parts = self.comments.iter();
        let mut parts: Vec<String> =
            parts.map(|(status, number)| format!("{number} {}", comment_status(*status))).collect();
        if self.mentions > 0 {
            parts.push(format!("{} of all are pingbacks and trackbacks", self.mentions));
        }
        write_line(f, self.comments.values().sum(), "comments", parts)
    }
}

impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "Came in:")?;
        self.write_entries(f, ImportedEntryKind::Post, "posts")?;
        self.write_entries(f, ImportedEntryKind::Page, "pages")?;
        self.write_comments(f)?;
        write_line(f, self.categories, "categories", vec![])?;
        write_line(f, self.tags, "tags", vec![])?;
        write_line(f, self.authors, "authors", vec![])?;
        if self.pictures > 0 {
            write_line(f, self.pictures, "pictures", vec![])?;
        }
        write_line(f, self.redirects, "redirects from old addresses", vec![])?;
        if self.menu_items > 0 {
            write_line(f, self.menu_items, "items of the menu", vec![])?;
        }
        if self.attachments > 0 {
            writeln!(f, "Seen:")?;
            let note = "used by their addresses; the files stay where they are".to_owned();
            write_line(f, self.attachments, "attachments", vec![note])?;
        }
        if self.present > 0 {
            writeln!(f, "Already here, and left as they are:")?;
            write_line(f, self.present, "posts and pages", vec![])?;
        }
        if !self.left_out.is_empty() {
            writeln!(f, "Left out:")?;
        }
        for (SkippedItem { what, reason }, number) in &self.left_out {
            writeln!(f, "  {number:>6}  {what}: {reason}")?;
        }
        if !self.warnings.is_empty() {
            writeln!(f, "Warnings:")?;
        }
        for warning in &self.warnings {
            writeln!(f, "  {warning}")?;
        }
        if self.further_warnings > 0 {
            writeln!(f, "  and {} more", self.further_warnings)?;
        }
        Ok(())
    }
}

fn write_line(f: &mut fmt::Formatter, total: u64, name: &str, parts: Vec<String>) -> fmt::Result {
    match parts.is_empty() {
        true => writeln!(f, "  {total:>6}  {name}"),
        false => writeln!(f, "  {total:>6}  {name} ({})", parts.join(", ")),
    }
}

fn entry_status(status: ImportedEntryStatus) -> &'static str {
    match status {
        ImportedEntryStatus::Published => "published",
        ImportedEntryStatus::Draft => "draft",
        ImportedEntryStatus::Scheduled => "scheduled",
        ImportedEntryStatus::Private => "private",
        ImportedEntryStatus::Protected => "behind a password",
        ImportedEntryStatus::Trash => "in the trash",
    }
}

fn comment_status(status: ImportedCommentStatus) -> &'static str {
    match status {
        ImportedCommentStatus::Waiting => "waiting",
        ImportedCommentStatus::Published => "published",
        ImportedCommentStatus::Spam => "spam",
        ImportedCommentStatus::Trash => "in the trash",
    }
}
