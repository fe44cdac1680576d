//! Reading of front matter for an archive, in which whatever cannot be understood is an error.

use crate::transfer::markdown::front_matter::{FrontMatter, Separator};
use crate::transfer::markdown::{MarkdownError, MarkdownFile};

/// The fields of a file of an archive, and its body.
pub struct StrictFrontMatter<'a>(FrontMatter<'a>);

impl<'a> StrictFrontMatter<'a> {
    /// Parses the front matter of a file.
    pub fn read(source: &'a MarkdownFile) -> Result<Self, MarkdownError> {
        let head = FrontMatter::read(source);
        head.check()?;
        Ok(Self(head))
    }

    /// Returns what follows the front matter.
    pub fn body(&self) -> &'a str {
        self.0.body
    }

    /// Returns an error with the line of a field.
    pub fn wrong(&self, name: &str, problem: &str) -> MarkdownError {
        self.0.failure(name, problem)
    }

    /// Returns a field as text.
    pub fn text(&self, name: &'static str) -> Result<Option<String>, MarkdownError> {
        self.checked(self.0.text(&[name]))
    }

    /// Returns a field as a list of texts.
    pub fn list(&self, name: &'static str) -> Result<Vec<String>, MarkdownError> {
        self.checked(self.0.list(&[name], Separator::Comma))
    }

    /// Returns a field as a boolean.
    pub fn flag(&self, name: &'static str) -> Result<Option<bool>, MarkdownError> {
        self.checked(self.0.flag(&[name], None))
    }

    /// Returns a field as a whole number.
    pub fn number(&self, name: &'static str) -> Result<Option<i64>, MarkdownError> {
        self.checked(self.0.number(&[name]))
    }

    fn checked<T>(&self, value: T) -> Result<T, MarkdownError> {
        self.0.check().map(|()| value)
    }
}
