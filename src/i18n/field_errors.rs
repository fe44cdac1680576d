use super::Texts;
use crate::model::error::{CommentField, FieldErrorKind};

/// Error messages of the comment form, which say what to do.
pub struct FieldErrorTexts {
    pub name_missing: &'static str,
    pub email_missing: &'static str,
    pub body_missing: &'static str,
    pub too_long: fn(usize) -> String,
    pub not_an_email: &'static str,
    pub piled_marks: &'static str,
    pub too_many_links: fn(usize) -> String,
    pub parent_gone: &'static str,
    pub closed: &'static str,
    pub removed: &'static str,
    pub too_fast: &'static str,
    pub expired: &'static str,
    pub too_many: fn(u32) -> String,
    pub internal: &'static str,
    pub unavailable: &'static str,
    pub offline: &'static str,
    pub outdated: &'static str,
}

/// Returns the message for an error of a field.
pub fn explain(texts: &Texts, field: CommentField, kind: FieldErrorKind) -> String {
    let field_errors = &texts.field_errors;
    match kind {
        FieldErrorKind::Missing => match field {
            CommentField::Name => field_errors.name_missing,
            CommentField::Email => field_errors.email_missing,
            CommentField::Body | CommentField::Form => field_errors.body_missing,
        }
        .to_owned(),
        FieldErrorKind::TooLong(most) => (field_errors.too_long)(most),
        FieldErrorKind::NotAnEmail => field_errors.not_an_email.to_owned(),
        FieldErrorKind::PiledMarks => field_errors.piled_marks.to_owned(),
        FieldErrorKind::TooManyLinks(most) => (field_errors.too_many_links)(most),
        FieldErrorKind::ParentGone => field_errors.parent_gone.to_owned(),
        FieldErrorKind::Closed => field_errors.closed.to_owned(),
        FieldErrorKind::Removed => field_errors.removed.to_owned(),
        FieldErrorKind::TooFast => field_errors.too_fast.to_owned(),
        FieldErrorKind::Expired => field_errors.expired.to_owned(),
        FieldErrorKind::TooMany(minutes) => (field_errors.too_many)(minutes),
        FieldErrorKind::Internal => field_errors.internal.to_owned(),
        FieldErrorKind::Unavailable => field_errors.unavailable.to_owned(),
    }
}
