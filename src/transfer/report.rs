//! The human-readable report of an import.

use std::collections::BTreeMap;
use std::fmt;

use super::import_warning::ImportWarning;
use super::record::{
    ImportedCommentKind, ImportedCommentStatus, ImportedEntry, ImportedEntryKind, ImportedEntryStatus,
    ImportedTermKind, SkippedItem,
};
use crate::i18n::import_report::{CountedNoun, ImportReportTexts, import_report_texts};
use crate::model::language::Language;
use crate::model::media::MediaKind;

mod json;
#[cfg(test)]
mod tests;

/// Maximum number of warnings shown.
const WARNINGS: usize = 50;
/// Maximum number of warnings kept for the report as a file. Further ones are only counted.
const KEPT: usize = 20_000;

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
    /// The kinds of other files.
    files: Vec<MediaKind>,
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
            kind => self.files.push(kind),
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
    pub fn files(&self, kind: MediaKind) -> usize {
        self.files.iter().filter(|file| **file == kind).count()
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

    /// Returns the report as a text with several lines.
    pub fn text(&self, language: Language) -> String {
        let texts = import_report_texts(language);
        let mut out = String::new();
        // Writing to a string cannot fail.
        let _ = self.write(&mut out, texts, language);
        out
    }

    fn write(&self, f: &mut impl fmt::Write, texts: &ImportReportTexts, language: Language) -> fmt::Result {
        writeln!(f, "{}", texts.came_in)?;
        self.write_entries(f, ImportedEntryKind::Post, texts.posts, texts)?;
        self.write_entries(f, ImportedEntryKind::Page, texts.pages, texts)?;
        self.write_comments(f, texts)?;
        write_line(f, self.categories, texts.categories, vec![])?;
        write_line(f, self.tags, texts.tags, vec![])?;
        write_line(f, self.authors, texts.authors, vec![])?;
        if self.pictures > 0 {
            write_line(f, self.pictures, texts.pictures, vec![])?;
        }
        if !self.files.is_empty() {
            let counts =
                MediaKind::ALL.into_iter().map(|kind| (kind, self.files(kind))).filter(|(_, count)| *count > 0);
            let name = |kind, count: usize| format!("{count} {}", (texts.files_of)(kind).of(count as u64));
            let parts = counts.map(|(kind, count)| name(kind, count)).collect();
            write_line(f, self.files.len() as u64, texts.files, parts)?;
        }
        write_line(f, self.redirects, texts.redirects, vec![])?;
        if self.menu_items > 0 {
            write_line(f, self.menu_items, texts.menu_items, vec![])?;
        }
        if self.attachments > 0 {
            writeln!(f, "{}", texts.seen)?;
            write_line(f, self.attachments, texts.attachments, vec![texts.attachments_stay.to_owned()])?;
        }
        if self.present + self.present_comments > 0 {
            writeln!(f, "{}", texts.already_here)?;
        }
        for (number, name) in [(self.present, texts.posts_and_pages), (self.present_comments, texts.comments)] {
            if number > 0 {
                write_line(f, number, name, vec![])?;
            }
        }
        if !self.left_out.is_empty() {
            writeln!(f, "{}", texts.left_out)?;
        }
        for ((what, reason), LeftOut { number, example }) in &self.left_out {
            let example = if example.is_empty() { String::new() } else { (texts.for_example)(example) };
            writeln!(f, "  {number:>6}  {}: {}{example}", texts.translate(what), texts.translate(reason))?;
        }
        if !self.warnings.is_empty() {
            writeln!(f, "{}", texts.warnings)?;
        }
        for warning in self.warnings.iter().take(WARNINGS) {
            writeln!(f, "  {}", warning.text(language))?;
        }
        let further = self.warnings() - self.warnings.len().min(WARNINGS) as u64;
        if further > 0 {
            writeln!(f, "  {}", (texts.more_warnings)(further))?;
        }
        Ok(())
    }

    fn write_entries(
        &self,
        f: &mut impl fmt::Write,
        kind: ImportedEntryKind,
        name: CountedNoun,
        texts: &ImportReportTexts,
    ) -> fmt::Result {
        let total = self.entries.iter().filter(|((of, _), _)| *of == kind).map(|(_, number)| number).sum();
        let protected = self.entries(kind, ImportedEntryStatus::Protected);
        let published = protected + self.entries(kind, ImportedEntryStatus::Published);
        let mut parts = Vec::new();
        // Those with a password are reported as a part of the published ones.
        match (published, protected) {
            (0, _) => {}
            (_, 0) => parts.push(format!("{published} {}", texts.published)),
            _ => parts.push((texts.published_and_protected)(published, protected)),
        }
        for (status, name) in [
            (ImportedEntryStatus::Draft, texts.draft),
            (ImportedEntryStatus::Scheduled, texts.scheduled),
            (ImportedEntryStatus::Private, texts.private),
            (ImportedEntryStatus::Trash, texts.trash),
        ] {
            let number = self.entries(kind, status);
            parts.extend((number > 0).then(|| format!("{number} {name}")));
        }
        write_line(f, total, name, parts)
    }

    fn write_comments(&self, f: &mut impl fmt::Write, texts: &ImportReportTexts) -> fmt::Result {
        let name = |status: ImportedCommentStatus| match status {
            ImportedCommentStatus::Waiting => texts.waiting,
            ImportedCommentStatus::Published => texts.published,
            ImportedCommentStatus::Spam => texts.spam,
            ImportedCommentStatus::Trash => texts.trash,
        };
        let parts = self.comments.iter();
        let mut parts: Vec<String> = parts.map(|(status, number)| format!("{number} {}", name(*status))).collect();
        if self.mentions > 0 {
            parts.push((texts.mentions)(self.mentions));
        }
        write_line(f, self.comments.values().sum(), texts.comments, parts)
    }
}

/// In English, for logs and tests.
impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text(Language::En))
    }
}

fn write_line(f: &mut impl fmt::Write, total: u64, noun: CountedNoun, parts: Vec<String>) -> fmt::Result {
    let name = noun.of(total);
    match parts.is_empty() {
        true => writeln!(f, "  {total:>6}  {name}"),
        false => writeln!(f, "  {total:>6}  {name} ({})", parts.join(", ")),
    }
}
