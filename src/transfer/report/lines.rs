//! What came in, by kind, in words.

use super::ImportReport;
use crate::i18n::import_report::{CountedNoun, ImportReportTexts};
use crate::model::media::MediaKind;
use crate::transfer::record::{ImportedCommentStatus, ImportedEntryKind, ImportedEntryStatus};

/// A number of things that came in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLine {
    pub number: u64,
    /// What they are.
    pub name: &'static str,
    /// How many of them are what, such as "3 drafts".
    pub parts: Vec<String>,
}

impl ReportLine {
    pub(super) fn new(number: u64, noun: CountedNoun, parts: Vec<String>) -> ReportLine {
        ReportLine { number, name: noun.of(number), parts }
    }
}

impl ImportReport {
    /// Returns what came in.
    pub(super) fn lines(&self, texts: &ImportReportTexts) -> Vec<ReportLine> {
        let line = |number, noun| ReportLine::new(number, noun, vec![]);
        let mut lines = vec![
            self.entries_line(ImportedEntryKind::Post, texts.posts, texts),
            self.entries_line(ImportedEntryKind::Page, texts.pages, texts),
            self.comments_line(texts),
            line(self.categories, texts.categories),
            line(self.tags, texts.tags),
            line(self.authors, texts.authors),
        ];
        if self.pictures > 0 {
            lines.push(line(self.pictures, texts.pictures));
        }
        if !self.files.is_empty() {
            let name = |kind: MediaKind, count: u64| format!("{count} {}", (texts.files_of)(kind).of(count));
            let parts = self.files.iter().map(|(kind, count)| name(*kind, *count)).collect();
            lines.push(ReportLine::new(self.files.values().sum(), texts.files, parts));
        }
        lines.push(line(self.redirects, texts.redirects));
        if self.menu_items > 0 {
            lines.push(line(self.menu_items, texts.menu_items));
        }
        lines
    }

    fn entries_line(&self, kind: ImportedEntryKind, name: CountedNoun, texts: &ImportReportTexts) -> ReportLine {
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
        ReportLine::new(total, name, parts)
    }

    fn comments_line(&self, texts: &ImportReportTexts) -> ReportLine {
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
        ReportLine::new(self.comments.values().sum(), texts.comments, parts)
    }
}
