use std::path::{Path, PathBuf};

use crate::i18n::admin::admin_texts;
use crate::i18n::import_report::import_report_texts;
use crate::model::language::Language;
use crate::model::media::PictureError;

/// Something that a person should know about an import.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImportWarning {
    /// A published post without a date, by its title.
    NoDate(String),
    /// There were several menus, and this one was taken.
    MenuChosen(String),
    /// Menu items deeper than the second level: their number, and titles.
    MenuRaised(usize, String),
    /// A file that is no picture for the library.
    Refused(PathBuf, PictureError),
    /// A file that could not be read, and the error.
    Unreadable(PathBuf, String),
    /// Something in a file that was not taken as it is. Field and detail may be empty.
    InFile { path: PathBuf, line: Option<u64>, field: String, problem: &'static str, detail: String },
    /// Something about the post or page with this title. The detail may be empty.
    InEntry { title: String, problem: &'static str, detail: String },
}

impl ImportWarning {
    /// Returns the warning about a file that could not be read.
    pub fn unreadable(path: &Path, error: impl ToString) -> ImportWarning {
        ImportWarning::Unreadable(path.to_owned(), error.to_string())
    }

    /// Returns the warning about bytes that are no text.
    pub fn mended(path: &Path, line: u64) -> ImportWarning {
        ImportWarning::InFile {
            path: path.to_owned(),
            line: Some(line),
            field: String::new(),
            problem: "bytes that are not UTF-8 were replaced",
            detail: String::new(),
        }
    }

    /// Returns the file and line that the warning is about, as far as they are known.
    pub fn place(&self) -> (Option<&Path>, Option<u64>) {
        match self {
            ImportWarning::Refused(path, _) | ImportWarning::Unreadable(path, _) => (Some(path), None),
            ImportWarning::InFile { path, line, .. } => (Some(path), *line),
            _ => (None, None),
        }
    }

    /// Returns the warning without file and line.
    pub fn explanation(self, language: Language) -> String {
        match self {
            ImportWarning::InFile { field, problem, detail, .. } => {
                let (path, line) = (PathBuf::new(), None);
                ImportWarning::InFile { path, line, field, problem, detail }.text(language)
            }
            warning => warning.text(language),
        }
    }

    /// Sets the file of a warning from a reader that does not know its name.
    pub fn in_file(mut self, file: &Path) -> ImportWarning {
        if let ImportWarning::InFile { path, .. } = &mut self
            && path.as_os_str().is_empty()
        {
            file.clone_into(path);
        }
        self
    }

    /// Returns the warning as a text. About a file that is refused it says why, what to do about it, and what happens
    /// until then.
    pub fn text(&self, language: Language) -> String {
        let texts = import_report_texts(language);
        match self {
            ImportWarning::NoDate(title) => (texts.no_date)(title),
            ImportWarning::MenuChosen(name) => (texts.menu_chosen)(name),
            ImportWarning::MenuRaised(count, titles) => (texts.menu_raised)(*count, titles),
            ImportWarning::Refused(path, refusal) => {
                let reason = admin_texts(language).media.explain(*refusal);
                (texts.refused)(&path.display().to_string(), &reason)
            }
            ImportWarning::Unreadable(path, error) => format!("{}: {error}", path.display()),
            ImportWarning::InFile { path, line, field, problem, detail } => {
                let line = line.map(|line| line.to_string()).unwrap_or_default();
                let place = [path.display().to_string(), line].into_iter().filter(|part| !part.is_empty());
                let place = place.collect::<Vec<_>>().join(":");
                join([&place, field, &texts.translate(problem), detail])
            }
            ImportWarning::InEntry { title, problem, detail } => {
                join([&format!("“{title}”"), &texts.translate(problem), detail])
            }
        }
    }
}

/// Joins the parts that are not empty.
fn join<const N: usize>(parts: [&str; N]) -> String {
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(": ")
}
