//! What a reader's browser makes of the server's answers. Server functions would do this themselves, with encodings,
//! streams and a JSON parser that weigh 30 KB: a reader makes two calls, and every browser has a parser.

use crate::browser::fetching::Answer;
use crate::browser::json::Json;
use crate::model::comment::{Comment, CommentState, Sent};
use crate::model::error::{Error, Fault, Field, FieldError};
use crate::model::moment::Moment;
use crate::model::visited::{Fragments, Visited};

/// An answer, read by `read`. One that makes no sense is from a server that this client is too old for.
pub fn read_answer<T>(answer: Option<Answer>, read: impl FnOnce(&Json) -> Option<T>) -> Result<T, Error> {
    match answer {
        None => Err(Error::Offline),
        Some(Answer { is_ok: true, json }) => json.as_ref().and_then(read).ok_or(Error::Outdated),
        Some(Answer { is_ok: false, json }) => Err(json.as_ref().and_then(read_error).unwrap_or(Error::Outdated)),
    }
}

/// A page, or where it has moved.
pub fn read_visited(json: &Json) -> Option<Visited> {
    match json.variant()? {
        (name, page) if name == "Page" => Some(Visited::Page(Fragments {
            title: page.text("title"),
            main: page.text("main"),
            sidebar: page.text("sidebar"),
        })),
        (name, target) if name == "Moved" => Some(Visited::Moved(target.as_text()?)),
        _ => None,
    }
}

/// A comment that was taken.
pub fn read_sent(json: &Json) -> Option<Sent> {
    let comment = json.get("comment")?;
    let date = comment.get("date")?;
    Some(Sent {
        token: json.text("token"),
        count: json.number("count")? as i64,
        comment: Comment {
            id: comment.number("id")? as i64,
            parent: comment.number("parent").map(|parent| parent as i64),
            depth: comment.number("depth")? as u8,
            name: comment.text("name"),
            link: comment.get("link").and_then(|link| link.as_text()),
            date: Moment { iso: date.text("iso"), text: date.text("text") },
            html: comment.text("html"),
            state: match comment.text("state").as_str() {
                "Published" => CommentState::Published,
                _ => CommentState::Waiting,
            },
            answers: comment.get("answers").and_then(|answers| answers.as_text()),
            is_staff: comment.is_true("is_staff"),
        },
    })
}

/// The faults of a form.
pub fn read_faults(json: &Json) -> Vec<FieldError> {
    let read = |error: Json| {
        let fault = error.get("fault")?;
        let fault = match fault.as_text() {
            Some(name) => Fault::parse(&name, 0),
            None => fault.variant().and_then(|(name, _)| Fault::parse(&name, fault.number(&name)? as u32)),
        };
        Some(FieldError { field: Field::parse(&error.text("field"))?, fault: fault? })
    };
    json.items().into_iter().filter_map(read).collect()
}

fn read_error(json: &Json) -> Option<Error> {
    if let Some(name) = json.as_text() {
        return Some(match name.as_str() {
            "NotFound" => Error::NotFound,
            "Internal" => Error::Internal,
            "Unavailable" => Error::Unavailable,
            _ => Error::Outdated,
        });
    }
    let faults = read_faults(&json.get("Invalid")?);
    (!faults.is_empty()).then_some(Error::Invalid(faults))
}
