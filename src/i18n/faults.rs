use super::Texts;
use crate::model::error::{Fault, Field};

/// What is wrong with a comment, said so that the reader knows what to do.
pub struct FaultTexts {
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

/// The words for a fault of a field.
pub fn explain(texts: &Texts, field: Field, fault: Fault) -> String {
    let faults = &texts.faults;
    match fault {
        Fault::Missing => match field {
            Field::Name => faults.name_missing,
            Field::Email => faults.email_missing,
            Field::Body | Field::Form => faults.body_missing,
        }
        .to_owned(),
        Fault::TooLong(most) => (faults.too_long)(most),
        Fault::NotAnEmail => faults.not_an_email.to_owned(),
        Fault::PiledMarks => faults.piled_marks.to_owned(),
        Fault::TooManyLinks(most) => (faults.too_many_links)(most),
        Fault::ParentGone => faults.parent_gone.to_owned(),
        Fault::Closed => faults.closed.to_owned(),
        Fault::Removed => faults.removed.to_owned(),
        Fault::TooFast => faults.too_fast.to_owned(),
        Fault::Expired => faults.expired.to_owned(),
        Fault::TooMany(minutes) => (faults.too_many)(minutes),
        Fault::Internal => faults.internal.to_owned(),
        Fault::Unavailable => faults.unavailable.to_owned(),
    }
}
