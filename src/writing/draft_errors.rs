use crate::model::error::{Error, Rejection};

/// What is wrong with a draft, gathered so that all of it is told at once.
#[derive(Debug, Default)]
pub struct DraftErrors(Vec<Rejection>);

impl DraftErrors {
    /// Adds what is wrong with one control.
    pub fn add(&mut self, field: &str, text: impl Into<String>) {
        self.0.push(Rejection { field: field.to_owned(), text: text.into() });
    }

    /// Goes on only when nothing is wrong.
    pub fn settle(&mut self) -> Result<(), Error> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(Error::Rejected(std::mem::take(&mut self.0))),
        }
    }
}
