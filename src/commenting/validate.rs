//! Validation of comments.

use crate::model::comment::CommentDraft;
use crate::model::comment_limits::{BODY_LENGTH, EMAIL_LENGTH, NAME_LENGTH};
use crate::model::error::{CommentField, FieldError, FieldErrorKind};
use crate::text::comment::{CommentBody, render};
use crate::text::invisible::{self, has_piled_marks, is_blank, is_ignorable};
use crate::text::is_email;
use crate::text::plain_text::{collapse, plain};

/// Validated fields of a comment.
#[derive(Clone, Debug)]
pub struct CommentFields {
    pub parent: Option<i64>,
    pub name: String,
    /// In lower case.
    pub email: String,
    pub source: String,
}

/// A validated body.
#[derive(Clone, Debug)]
pub struct Body {
    pub html: String,
}

/// Validates all fields and returns all errors at once, in the order of the form. The input may have any length; only
/// text within the limits is processed further.
///
/// # Errors
///
/// All fields that are not valid, each with its error.
pub fn check_fields(draft: &CommentDraft) -> Result<CommentFields, Vec<FieldError>> {
    let mut errors = Vec::new();
    let bounded = |field, text: &str| is_bounded(field, text).then(|| text.to_owned());
    let name = bounded(CommentField::Name, &draft.name).map(|name| tidy_name(&name));
    let email = bounded(CommentField::Email, &draft.email).map(|email| clean(&email).trim().to_lowercase());
    let source = bounded(CommentField::Body, &draft.body).map(|body| tidy_body(&body));
    for (field, text) in [(CommentField::Body, &source), (CommentField::Name, &name), (CommentField::Email, &email)] {
        let Some(text) = text else {
            errors.push(FieldError { field, kind: FieldErrorKind::TooLong(most(field)) });
            continue;
        };
        match check_length(field, text) {
            Err(error) => errors.push(error),
            Ok(()) if field == CommentField::Email && !is_email(text) => {
                errors.push(FieldError { field, kind: FieldErrorKind::NotAnEmail });
            }
            Ok(()) => {}
        }
    }
    let parent = match draft.parent.as_str() {
        "" => None,
        id => match id.parse() {
            Ok(id) => Some(id),
            Err(_) => {
                errors.push(FieldError { field: CommentField::Form, kind: FieldErrorKind::ParentGone });
                None
            }
        },
    };
    match (name, email, source) {
        (Some(name), Some(email), Some(source)) if errors.is_empty() => {
            Ok(CommentFields { parent, name, email, source })
        }
        _ => Err(errors),
    }
}

/// Renders a body with at most `links` links. The time grows with the body's length.
///
/// # Errors
///
/// The body has too many links or no visible text.
pub fn check_body(source: &str, links: usize) -> Result<Body, FieldError> {
    let kind = |kind| FieldError { field: CommentField::Body, kind };
    let CommentBody { html, links: found } = render(source);
    if found > links {
        return Err(kind(FieldErrorKind::TooManyLinks(links)));
    }
    check_seen(&html)?;
    Ok(Body { html })
}

/// Checks that a rendered body has visible text.
///
/// # Errors
///
/// It has none.
pub fn check_seen(html: &str) -> Result<(), FieldError> {
    let text = plain(html);
    match is_blank(&text) || is_rule(&text) {
        true => Err(FieldError { field: CommentField::Body, kind: FieldErrorKind::Missing }),
        false => Ok(()),
    }
}

/// Whether a text is only a rule of Markdown, such as `***`.
fn is_rule(text: &str) -> bool {
    let mut signs = text.chars().filter(|sign| !sign.is_whitespace());
    let first = signs.next().filter(|sign| matches!(sign, '*' | '-' | '_'));
    first.is_some_and(|first| signs.clone().count() >= 2 && signs.all(|sign| sign == first))
}

/// Returns a name on one line without invisible characters, with which one name could look like another. Joiners and
/// variation selectors stay, since letters of some scripts and emoji need them.
pub fn tidy_name(name: &str) -> String {
    let is_kept = |c: &char| !is_ignorable(*c) || matches!(c, '\u{200C}' | '\u{200D}' | '\u{FE0E}' | '\u{FE0F}');
    let name: String = clean(name).chars().filter(is_kept).collect();
    collapse(&name)
}

/// Returns a body without control characters and bidirectional overrides, with Unix line ends.
pub fn tidy_body(body: &str) -> String {
    clean(&body.replace("\r\n", "\n")).trim().to_owned()
}

/// Checks that a text is visible and within the limit of its field.
///
/// # Errors
///
/// It is blank, too long, or has too many combining marks on one letter.
pub fn check_length(field: CommentField, text: &str) -> Result<(), FieldError> {
    let kind = match text.chars().count() {
        _ if is_blank(text) => FieldErrorKind::Missing,
        length if length > most(field) => FieldErrorKind::TooLong(most(field)),
        _ if has_piled_marks(text) => FieldErrorKind::PiledMarks,
        _ => return Ok(()),
    };
    Err(FieldError { field, kind })
}

/// Returns whether a text can be within the limit after normalization, which composes up to four characters into one.
fn is_bounded(field: CommentField, text: &str) -> bool {
    text.chars().nth(4 * most(field) + 1).is_none()
}

/// Returns the maximum length of a field in characters.
fn most(field: CommentField) -> usize {
    match field {
        CommentField::Name => NAME_LENGTH,
        CommentField::Email => EMAIL_LENGTH,
        CommentField::Body | CommentField::Form => BODY_LENGTH,
    }
}

/// A text without what a reader cannot see; line breaks and tabs stay.
fn clean(text: &str) -> String {
    invisible::clean(text, |c| matches!(c, '\n' | '\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, email: &str, body: &str) -> CommentDraft {
        CommentDraft { name: name.into(), email: email.into(), body: body.into(), ..CommentDraft::default() }
    }

    #[test]
    fn fields_are_normalized() {
        let checked = check_fields(&draft("  Lan\u{202E}  Anh ", " LAN@Example.org ", "Hay\r\nlắm\u{0}")).unwrap();
        assert_eq!(checked.name, "Lan Anh");
        assert_eq!(checked.email, "lan@example.org");
        assert_eq!(checked.source, "Hay\nlắm");
        assert_eq!(checked.parent, None);
    }

    #[test]
    fn all_errors_are_reported_at_once() {
        let errors = check_fields(&draft(" ", "lan", &"ơ".repeat(BODY_LENGTH + 1))).unwrap_err();
        let field_errors: Vec<_> = errors.iter().map(|error| (error.field, error.kind)).collect();
        assert_eq!(
            field_errors,
            [
                (CommentField::Body, FieldErrorKind::TooLong(BODY_LENGTH)),
                (CommentField::Name, FieldErrorKind::Missing),
                (CommentField::Email, FieldErrorKind::NotAnEmail),
            ]
        );
        assert!(check_fields(&draft("ơ", "a@b.vn", &"ơ".repeat(BODY_LENGTH))).is_ok());
        let long = "\u{301}".repeat(1_000_000);
        let errors = check_fields(&draft(&long, "a@b.vn", &long)).unwrap_err();
        assert!(errors.iter().all(|error| matches!(error.kind, FieldErrorKind::TooLong(_))), "{errors:?}");
    }

    #[test]
    fn a_rule_is_no_text() {
        for body in ["***", "* * *", "---", "_____"] {
            assert_eq!(check_body(body, 1).unwrap_err().kind, FieldErrorKind::Missing, "{body}");
        }
        for body in ["?", "--", "*** hay", "…"] {
            assert!(check_body(body, 1).is_ok(), "{body}");
        }
    }

    #[test]
    fn links_are_counted() {
        let body = "https://a.vn và https://b.vn và [c](https://c.vn)";
        assert_eq!(check_body(body, 2).unwrap_err().kind, FieldErrorKind::TooManyLinks(2));
        assert!(check_body(body, 3).is_ok());
    }
}
