//! Management of categories, tags, redirects, menu and settings by editors and administrators. Each operation validates
//! its input and runs in one transaction.

pub mod menu;
pub mod not_found_log;
pub mod redirects;
pub mod settings;
pub mod terms;

use crate::model::error::{Error, Rejection};

/// The errors of a form, collected so that all are reported at once.
#[derive(Debug, Default)]
struct FormErrorList(Vec<Rejection>);

impl FormErrorList {
    fn add(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.0.push(Rejection { field: field.into(), text: text.into() });
    }

    /// Fails with the collected errors, if any.
    fn none(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Rejected(self.0)) }
    }
}

/// Returns a text on one line with single spaces.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
