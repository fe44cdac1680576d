//! The one error of the application, and its one status table.

use leptos::server_fn::{
    codec::JsonEncoding,
    error::{FromServerFnError, ServerFnErrorErr},
};
use serde::{Deserialize, Serialize};

/// Why a request got no answer. Internals are logged where they happen and never travel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Error {
    NotFound,
    /// It was here, and is not any more.
    Gone,
    /// What was typed is not acceptable, field by field.
    Invalid(Vec<FieldError>),
    /// The same in the admin, where the server has the words.
    Rejected(Vec<Rejection>),
    /// Nobody is logged in, or no longer.
    Unauthorized,
    /// Whoever is logged in may not do this.
    Forbidden,
    /// Whoever is logged in is to show password or passkey again first.
    ReauthenticationRequired,
    /// Somebody else has changed it meanwhile.
    Conflict,
    /// Something broke here.
    Internal,
    /// The database cannot be had just now: it is locked, the disk is full or fails. Later it may.
    Unavailable,
    /// The server could not be reached. Arises in the browser.
    Offline,
    /// One side does not understand the other: the server has been upgraded since the page was loaded.
    Outdated,
    /// What was sent is not what this version takes, and why: bytes that are no JSON, fields that are missing, numbers
    /// out of range. To people it means the same as `Outdated`.
    Malformed(String),
}

/// The longest reason that is told, in characters: it may quote what was sent.
const LONGEST_REASON: usize = 200;

impl Error {
    /// [`Error::Malformed`] for a reason, as much of it as is told.
    pub fn malformed(reason: &str) -> Error {
        Error::Malformed(reason.chars().take(LONGEST_REASON).collect())
    }

    /// The HTTP status (RFC 9110, section 15).
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

/// A field of one of the admin's forms, and what is wrong with it in the site's language.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Rejection {
    /// The `id` of the control; empty for the form as a whole.
    pub field: String,
    pub text: String,
}

impl Rejection {
    /// One fault of one field, as an error.
    pub fn error(field: &str, text: impl Into<String>) -> Error {
        Error::Rejected(vec![Rejection { field: field.to_owned(), text: text.into() }])
    }
}

/// What is wrong with a form, collected so that all of it is said at once.
#[derive(Debug, Default)]
pub struct Rejections(Vec<Rejection>);

impl Rejections {
    /// Adds what is wrong with a field.
    pub fn add(&mut self, field: impl Into<String>, text: impl Into<String>) {
        self.0.push(Rejection { field: field.into(), text: text.into() });
    }

    /// Goes on if nothing is wrong so far.
    ///
    /// # Errors
    /// [`Error::Rejected`] with what was added.
    pub fn check(&mut self) -> Result<(), Error> {
        match self.0.is_empty() {
            true => Ok(()),
            false => Err(Error::Rejected(std::mem::take(&mut self.0))),
        }
    }
}

/// A field of the comment form, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: CommentField,
    #[serde(rename = "fault")]
    pub kind: FieldErrorKind,
}

/// The fields of the comment form; `Form` stands for all of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum CommentField {
    Form,
    Name,
    Email,
    Body,
}

impl CommentField {
    /// Reads a name as Serde writes it.
    pub fn parse(name: &str) -> Option<CommentField> {
        Some(match name {
            "Form" => CommentField::Form,
            "Name" => CommentField::Name,
            "Email" => CommentField::Email,
            "Body" => CommentField::Body,
            _ => return None,
        })
    }

    /// The `id` of its control.
    pub fn id(self) -> &'static str {
        match self {
            CommentField::Form => "comment-form",
            CommentField::Name => "comment-name",
            CommentField::Email => "comment-email",
            CommentField::Body => "comment-body",
        }
    }
}

/// What can be wrong; `i18n` has the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum FieldErrorKind {
    Missing,
    /// The longest it may be, in characters.
    TooLong(usize),
    NotAnEmail,
    /// So many marks on one letter that they cover the lines around it.
    PiledMarks,
    /// How many links are allowed.
    TooManyLinks(usize),
    /// The comment that is answered is no longer there.
    ParentGone,
    Closed,
    /// The same words were sent before, and a moderator has taken them away.
    Removed,
    /// Sent sooner than a person types.
    TooFast,
    /// The form is so old, or so changed, that its stamp no longer counts.
    Expired,
    /// Too many comments from this address; minutes to wait.
    TooMany(u32),
    Internal,
    /// It could not be stored just now.
    Unavailable,
}

impl FieldErrorKind {
    /// Reads a name as Serde writes it, and the number beside it, where there is one: for browsers, which have no Serde.
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
    fn faults_are_read_as_serde_writes_them() {
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
