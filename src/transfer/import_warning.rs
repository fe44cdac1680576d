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
    /// Menu items below others, by their titles.
    MenuBelow(String),
    /// A file that is no picture for the library.
    Refused(PathBuf, PictureError),
    /// A file that could not be read, and the error.
    Unreadable(PathBuf, String),
}

impl ImportWarning {
    /// Returns the warning about a file that could not be read.
    pub fn unreadable(path: &Path, error: impl ToString) -> ImportWarning {
        ImportWarning::Unreadable(path.to_owned(), error.to_string())
    }

    /// Returns the warning as a text. About a file that is refused it says why, what to do about it, and what happens
    /// until then.
    pub fn text(&self, language: Language) -> String {
        let texts = import_report_texts(language);
        match self {
            ImportWarning::NoDate(title) => (texts.no_date)(title),
            ImportWarning::MenuChosen(name) => (texts.menu_chosen)(name),
            ImportWarning::MenuBelow(titles) => (texts.menu_below)(titles),
            ImportWarning::Refused(path, refusal) => {
                let reason = admin_texts(language).media.explain(*refusal);
                (texts.refused)(&path.display().to_string(), &reason)
            }
            ImportWarning::Unreadable(path, error) => format!("{}: {error}", path.display()),
        }
    }
}
