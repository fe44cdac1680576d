//! The report as a text, for the command line.

use std::fmt;

use super::lines::ReportLine;
use super::{ImportReport, LeftOut};
use crate::i18n::import_report::{ImportReportTexts, import_report_texts};
use crate::model::language::Language;

/// Maximum number of warnings shown.
const WARNINGS: usize = 50;

impl ImportReport {
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
        for line in self.lines(texts) {
            write_line(f, line)?;
        }
        if self.attachments > 0 {
            writeln!(f, "{}", texts.seen)?;
            let stay = vec![texts.attachments_stay.to_owned()];
            write_line(f, ReportLine::new(self.attachments, texts.attachments, stay))?;
        }
        if self.present + self.present_comments > 0 {
            writeln!(f, "{}", texts.already_here)?;
        }
        for (number, name) in [(self.present, texts.posts_and_pages), (self.present_comments, texts.comments)] {
            if number > 0 {
                write_line(f, ReportLine::new(number, name, vec![]))?;
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
}

/// In English, for logs and tests.
impl fmt::Display for ImportReport {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.text(Language::En))
    }
}

fn write_line(f: &mut impl fmt::Write, ReportLine { number, name, parts }: ReportLine) -> fmt::Result {
    match parts.is_empty() {
        true => writeln!(f, "  {number:>6}  {name}"),
        false => writeln!(f, "  {number:>6}  {name} ({})", parts.join(", ")),
    }
}
