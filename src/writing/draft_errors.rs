use crate::model::error::{Error, Rejection};

/// The errors of a draft, collected so that all are reported at once.
#[derive(Debug, Default)]
pub struct DraftErrors(Vec<Rejection>);

impl DraftErrors {
    /// Adds an error of a form field.
    pub fn add(&mut self, field: &str, text: impl Into<String>) {
        self.0.push(Rejection { field: field.to_owned(), text: text.into() });
    }

    /// Returns the collected errors, if any.
    ///
    /// # Errors
    ///
    /// [`Error::Rejected`] if there are any.
    pub fn settle(&mut self) -> Result<(), Error> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(Error::Rejected(std::mem::take(&mut self.0))),
        }
    }
}
