//! What surrounds the posts: categories and tags, old addresses, the menu, the settings. Checks what editors and
//! administrators ask for and carries it out, whole or not at all.

pub mod menu;
pub mod not_found_log;
pub mod redirects;
pub mod settings;
pub mod terms;

use crate::model::error::{Error, Rejection};

/// What is wrong with a form, gathered.
#[derive(Debug, Default)]
struct FormErrorList(Vec<Rejection>);

impl FormErrorList {
    fn add(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.0.push(Rejection { field: field.into(), text: text.into() });
    }

    /// Goes on if nothing is wrong.
    fn none(self) -> Result<(), Error> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Rejected(self.0)) }
    }
}

/// One line: no breaks, single spaces.
fn tidy(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
