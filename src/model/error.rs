//! The application's error type and its HTTP status codes.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why a request failed. Internal details are logged where they occur and never sent.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Error {
    NotFound,
    /// It was removed for good.
    Gone,
    /// Validation errors of the comment form, by field.
    Invalid(Vec<FieldError>),
    /// Validation errors of the admin's forms, with messages from the server.
    Rejected(Vec<Rejection>),
    /// There is no valid session.
    Unauthorized,
    /// The user lacks the permission.
    Forbidden,
    /// The user has to authenticate again first.
    ReauthenticationRequired,
    /// Another user has changed it meanwhile.
    Conflict,
    /// An internal error.
    Internal,
    /// The database is temporarily unavailable: it is locked, or the disk is full or fails.
    Unavailable,
    /// The server could not be reached. Occurs only in the browser.
    Offline,
    /// Client and server are incompatible, since the server was upgraded after the page was loaded.
    Outdated,
    /// The request could not be parsed, with the reason: invalid JSON, missing fields, numbers out of range. Users see
    /// the same message as for `Outdated`.
    Malformed(String),
}

/// Maximum length of the reason in characters, since it may quote the request.
const LONGEST_REASON: usize = 200;

impl Error {
    /// Returns [`Error::Malformed`] with the truncated reason.
    pub fn malformed(reason: &str) -> Error {
        Error::Malformed(reason.chars().take(LONGEST_REASON).collect())
    }

    /// Returns the HTTP status (RFC 9110, section 15).
    pub fn status(&self) -> u16 {
        match self {
            Error::Malformed(_) => 400,
            Error::NotFound => 404,
            Error::Gone => 410,
            Error::Invalid(errors) if errors.iter().any(|error| matches!(error.kind, FieldErrorKind::TooMany(_))) => {
                429
            }
            Error::Invalid(_) | Error::Rejected(_) => 422,
            Error::Unauthorized => 401,
            Error::Forbidden | Error::ReauthenticationRequired => 403,
            Error::Conflict => 409,
            Error::Internal | Error::Outdated => 500,
            Error::Unavailable | Error::Offline => 503,
        }
    }
}

impl FromServerFnError for Error {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Error::Offline,
            ServerFnErrorErr::Deserialization(reason)
            | ServerFnErrorErr::Args(reason)
            | ServerFnErrorErr::MissingArg(reason) => Error::malformed(&reason),
            ServerFnErrorErr::Response(_) => Error::Outdated,
            _ => Error::Internal,
        }
    }
}

/// A validation error of an admin form's field, in the site's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejection {
    /// The `id` of the control; empty for the whole form.
    pub field: String,
    pub text: String,
}

impl Rejection {
    /// Returns an error for a single field.
    pub fn error(field: &str, text: impl Into<String>) -> Error {
        Error::Rejected(vec![Rejection { field: field.to_owned(), text: text.into() }])
    }
}

/// Collects validation errors, so that all are reported at once.
#[derive(Debug, Default)]
pub struct Rejections(Vec<Rejection>);

impl Rejections {
    /// Adds an error of a field.
    pub fn add(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.0.push(Rejection { field: field.into(), text: text.into() });
    }

    /// Returns `Ok` if no error was added.
    ///
    /// # Errors
    /// [`Error::Rejected`] with the errors that were added.
    pub fn check(&mut self) -> Result<(), Error> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(Error::Rejected(std::mem::take(&mut self.0))),
        }
    }
}

/// A validation error of a field of the comment form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: CommentField,
    #[serde(rename = "fault")]
    pub kind: FieldErrorKind,
}

/// The fields of the comment form; `Form` stands for the whole form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentField {
    Form,
    Name,
    Email,
    Body,
}

impl CommentField {
    /// Parses a name as serialized by Serde.
    pub fn parse(name: &str) -> Option<CommentField> {
        Some(match name {
            "Form" => CommentField::Form,
            "Name" => CommentField::Name,
            "Email" => CommentField::Email,
            "Body" => CommentField::Body,
            _ => return None,
        })
    }

    /// Returns the `id` of its control.
    pub fn id(self) -> &'static str {
        match self {
            CommentField::Form => "comment-form",
            CommentField::Name => "comment-name",
            CommentField::Email => "comment-email",
            CommentField::Body => "comment-body",
        }
    }
}

/// Kinds of validation errors. The messages are in `i18n`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldErrorKind {
    Missing,
    /// The maximum length, in characters.
    TooLong(usize),
    NotAnEmail,
    /// So many combining marks on one letter that they cover adjacent lines.
    PiledMarks,
    /// The maximum number of links.
    TooManyLinks(usize),
    /// The parent comment no longer exists.
    ParentGone,
    Closed,
    /// The same text was sent before and removed by a moderator.
    Removed,
    /// Submitted faster than a person types.
    TooFast,
    /// The form's token has expired or is invalid.
    Expired,
    /// Too many comments from this address; minutes to wait.
    TooMany(u32),
    Internal,
    /// The comment cannot be stored at present.
    Unavailable,
}

impl FieldErrorKind {
    /// Parses a name as serialized by Serde, and its number if it has one. For the browser, which has no Serde.
    pub fn parse(name: &str, number: u32) -> Option<FieldErrorKind> {
        Some(match name {
            "Missing" => FieldErrorKind::Missing,
            "TooLong" => FieldErrorKind::TooLong(number as usize),
            "NotAnEmail" => FieldErrorKind::NotAnEmail,
            "PiledMarks" => FieldErrorKind::PiledMarks,
            "TooManyLinks" => FieldErrorKind::TooManyLinks(number as usize),
            "ParentGone" => FieldErrorKind::ParentGone,
            "Closed" => FieldErrorKind::Closed,
            "Removed" => FieldErrorKind::Removed,
            "TooFast" => FieldErrorKind::TooFast,
            "Expired" => FieldErrorKind::Expired,
            "TooMany" => FieldErrorKind::TooMany(number),
            "Internal" => FieldErrorKind::Internal,
            "Unavailable" => FieldErrorKind::Unavailable,
            _ => return None,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn field_errors_are_parsed_as_serde_writes_them() {
        let field_errors = [
            FieldErrorKind::Missing,
            FieldErrorKind::TooLong(80),
            FieldErrorKind::NotAnEmail,
            FieldErrorKind::PiledMarks,
            FieldErrorKind::Removed,
            FieldErrorKind::TooManyLinks(3),
            FieldErrorKind::ParentGone,
            FieldErrorKind::Closed,
            FieldErrorKind::TooFast,
            FieldErrorKind::Expired,
            FieldErrorKind::TooMany(5),
            FieldErrorKind::Internal,
            FieldErrorKind::Unavailable,
        ];
        for kind in field_errors {
            let written = serde_json::to_value(kind).unwrap();
            let (name, number) = match &written {
                serde_json::Value::String(name) => (name.clone(), 0),
                other => {
                    let (name, number) = other.as_object().unwrap().iter().next().unwrap();
                    (name.clone(), number.as_u64().unwrap() as u32)
                }
            };
            assert_eq!(FieldErrorKind::parse(&name, number), Some(kind));
        }
        for field in [CommentField::Form, CommentField::Name, CommentField::Email, CommentField::Body] {
            assert_eq!(CommentField::parse(serde_json::to_value(field).unwrap().as_str().unwrap()), Some(field));
        }
    }
}
