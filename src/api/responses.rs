//! Parses API responses in the public client. The client stubs of server functions would need encodings, streams and a
//! JSON parser of 30 KB; the public client makes only two calls, and browsers have a JSON parser.

use crate::browser::fetch::FetchResponse;
use crate::browser::json::Json;
use crate::model::comment::{Comment, SubmittedComment};
use crate::model::error::{CommentField, Error, FieldError, FieldErrorKind};
use crate::model::page_fragments::{FragmentResponse, PageFragments};

/// Parses a response with `read`. A response that cannot be parsed means that the client is too old for the server.
pub fn parse_response<T>(answer: Option<FetchResponse>, read: impl FnOnce(&Json) -> Option<T>) -> Result<T, Error> {
    match answer {
        None => Err(Error::Offline),
        Some(FetchResponse { is_ok: true, json }) => json.as_ref().and_then(read).ok_or(Error::Outdated),
        Some(FetchResponse { is_ok: false, json }) => {
            Err(json.as_ref().and_then(parse_error).unwrap_or(Error::Outdated))
        }
    }
}

/// Parses page fragments or a redirect.
pub fn parse_fragments(json: &Json) -> Option<FragmentResponse> {
    match json.variant()? {
        (name, page) if name == "Page" => Some(FragmentResponse::Page(PageFragments {
            title: page.text("title"),
            language: page.text("language"),
            metadata: page.text("metadata"),
            main: page.text("main"),
            sidebar: page.text("sidebar"),
            needs_document: page.is_true("needs_document"),
        })),
        (name, target) if name == "Moved" => Some(FragmentResponse::Moved(target.as_text()?)),
        _ => None,
    }
}

/// Parses an accepted comment.
pub fn parse_submitted_comment(json: &Json) -> Option<SubmittedComment> {
    let comment = json.get("comment")?;
    Some(SubmittedComment {
        token: json.text("token"),
        count: json.number("count")? as i64,
        comment: Comment::from_fields(&|name| comment.field(name))?,
    })
}

/// Parses the validation errors of a form.
pub fn parse_field_errors(json: &Json) -> Vec<FieldError> {
    let read = |error: Json| {
        let kind = error.get("fault")?;
        let kind = match kind.as_text() {
            Some(name) => FieldErrorKind::parse(&name, 0),
            None => kind.variant().and_then(|(name, _)| FieldErrorKind::parse(&name, kind.number(&name)? as u32)),
        };
        Some(FieldError { field: CommentField::parse(&error.text("field"))?, kind: kind? })
    };
    json.items().into_iter().filter_map(read).collect()
}

fn parse_error(json: &Json) -> Option<Error> {
    if let Some(name) = json.as_text() {
        return Some(match name.as_str() {
            "NotFound" => Error::NotFound,
            "Internal" => Error::Internal,
            "Unavailable" => Error::Unavailable,
            _ => Error::Outdated,
        });
    }
    // Requests that the server does not read have a reason for staff; readers' forms are never that long.
    if json.get("Rejected").is_some() {
        return Some(Error::Internal);
    }
    let field_errors = parse_field_errors(&json.get("Invalid")?);
    (!field_errors.is_empty()).then_some(Error::Invalid(field_errors))
}
