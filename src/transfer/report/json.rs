//! The report as JSON, for `--report FILE`.

use serde_json::{Map, Value, json};

use super::ImportReport;
use crate::i18n::import_report::import_report_texts;
use crate::model::language::Language;
use crate::transfer::record::{ImportedCommentStatus, ImportedEntryKind, ImportedEntryStatus};

impl ImportReport {
    /// Returns everything the report holds: `lines` say in words what came in, `came_in` and `seen` are numbers by kind; `left_out` lists what was skipped,
    /// with the reason, the number and an example; `warnings` lists all warnings, with file and line if they have one.
    pub fn json(&self, language: Language) -> Value {
        let texts = import_report_texts(language);
        let left_out = self.left_out.iter().map(|((what, reason), left_out)| {
            json!({
                "kind": what,
                "what": texts.translate(what),
                "reason": texts.translate(reason),
                "number": left_out.number,
                "example": left_out.example,
            })
        });
        let warnings = self.warnings.iter().map(|warning| {
            let (file, line) = warning.place();
            json!({ "text": warning.text(language), "file": file.map(|file| file.display().to_string()), "line": line })
        });
        let lines = self
            .lines(texts)
            .into_iter()
            .map(|line| json!({ "number": line.number, "name": line.name, "parts": line.parts }));
        json!({
            "lines": lines.collect::<Vec<_>>(),
            "came_in": {
                "posts": self.entries_by_status(ImportedEntryKind::Post),
                "pages": self.entries_by_status(ImportedEntryKind::Page),
                "comments": self.comments.iter().map(|(status, number)| (comment_status(*status), *number))
                    .collect::<std::collections::BTreeMap<_, _>>(),
                "pingbacks": self.mentions,
                "categories": self.categories,
                "tags": self.tags,
                "authors": self.authors,
                "pictures": self.pictures,
                "redirects": self.redirects,
                "menu_items": self.menu_items,
            },
            "authors": self.named_authors.iter().map(|(login, name)| json!({ "login": login, "name": name }))
                .collect::<Vec<_>>(),
            "already_here": self.present,
            "attachments_left_where_they_are": self.attachments,
            "left_out": left_out.collect::<Vec<_>>(),
            "warnings": warnings.collect::<Vec<_>>(),
            "further_warnings": self.further_warnings,
        })
    }

    fn entries_by_status(&self, kind: ImportedEntryKind) -> Value {
        let of_kind = self.entries.iter().filter(|((of, _), _)| *of == kind);
        let numbers = of_kind.map(|((_, status), number)| (entry_status(*status).to_owned(), Value::from(*number)));
        Value::Object(numbers.collect::<Map<_, _>>())
    }
}

fn entry_status(status: ImportedEntryStatus) -> &'static str {
    match status {
        ImportedEntryStatus::Published => "published",
        ImportedEntryStatus::Draft => "draft",
        ImportedEntryStatus::Scheduled => "scheduled",
        ImportedEntryStatus::Private => "private",
        ImportedEntryStatus::Protected => "protected",
        ImportedEntryStatus::Trash => "trash",
    }
}

fn comment_status(status: ImportedCommentStatus) -> &'static str {
    match status {
        ImportedCommentStatus::Waiting => "waiting",
        ImportedCommentStatus::Published => "published",
        ImportedCommentStatus::Spam => "spam",
        ImportedCommentStatus::Trash => "trash",
    }
}
