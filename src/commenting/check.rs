//! What a comment must look like.

use unicode_normalization::UnicodeNormalization;

use crate::model::comment::{BODY_LENGTH, CommentDraft, EMAIL_LENGTH, NAME_LENGTH};
use crate::model::error::{Fault, Field, FieldError};
use crate::text::comment::{CommentBody, render};
use crate::text::is_email;

/// A comment that is fit to be stored.
#[derive(Debug)]
pub struct Checked {
    pub parent: Option<i64>,
    pub name: String,
    /// Lower case.
    pub email: String,
    pub source: String,
    pub html: String,
}

/// Checks every field, so that all faults are told at once, in the order in which the form has them.
pub fn check(draft: &CommentDraft, links: usize) -> Result<Checked, Vec<FieldError>> {
    let mut errors = Vec::new();
    let name = tidy_name(&draft.name);
    let email = clean(&draft.email).trim().to_lowercase();
    let source = tidy_body(&draft.body);
    for (field, text) in [(Field::Body, &source), (Field::Name, &name), (Field::Email, &email)] {
        match check_length(field, text) {
            Err(error) => errors.push(error),
            Ok(()) if field == Field::Email && !is_email(text) => {
                errors.push(FieldError { field, fault: Fault::NotAnEmail });
            }
            Ok(()) => {}
        }
    }
    let parent = match draft.parent.as_str() {
        "" => None,
        id => match id.parse() {
            Ok(id) => Some(id),
            Err(_) => {
                errors.push(FieldError { field: Field::Form, fault: Fault::ParentGone });
                None
            }
        },
    };
    if !errors.is_empty() {
        return Err(errors);
    }
    // Rendering comes last: texts of any length arrive here, and only short ones get this far.
    let CommentBody { html, links: found } = render(&source);
    if found > links {
        return Err(vec![FieldError { field: Field::Body, fault: Fault::TooManyLinks(links) }]);
    }
    if html.is_empty() {
        return Err(vec![FieldError { field: Field::Body, fault: Fault::Missing }]);
    }
    Ok(Checked { parent, name, email, source, html })
}

/// A name on one line.
pub fn tidy_name(name: &str) -> String {
    clean(name).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A body without anything that is not seen.
pub fn tidy_body(body: &str) -> String {
    clean(&body.replace("\r\n", "\n")).trim().to_owned()
}

/// Whether a text is there, and no longer than its field takes.
pub fn check_length(field: Field, text: &str) -> Result<(), FieldError> {
    let most = match field {
        Field::Name => NAME_LENGTH,
        Field::Email => EMAIL_LENGTH,
        Field::Body | Field::Form => BODY_LENGTH,
    };
    match text.chars().count() {
        0 => Err(FieldError { field, fault: Fault::Missing }),
        length if length > most => Err(FieldError { field, fault: Fault::TooLong(most) }),
        _ => Ok(()),
    }
}

/// NFC, without characters that show nothing or turn the direction of what follows (Trojan Source).
fn clean(text: &str) -> String {
    let hidden = |c: char| {
        (c.is_control() && c != '\n' && c != '\t')
            || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
    };
    text.nfc().filter(|c| !hidden(*c)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(name: &str, email: &str, body: &str) -> CommentDraft {
        CommentDraft { name: name.into(), email: email.into(), body: body.into(), ..CommentDraft::default() }
    }

    #[test]
    fn texts_are_tidied() {
        let checked = check(&draft("  Lan\u{202E}  Anh ", " LAN@Example.org ", "Hay\r\nlắm\u{0}"), 2).unwrap();
        assert_eq!(checked.name, "Lan Anh");
        assert_eq!(checked.email, "lan@example.org");
        assert_eq!(checked.source, "Hay\nlắm");
        assert_eq!(checked.parent, None);
    }

    #[test]
    fn all_faults_are_told_at_once() {
        let errors = check(&draft(" ", "lan", &"ơ".repeat(BODY_LENGTH + 1)), 2).unwrap_err();
        let faults: Vec<_> = errors.iter().map(|error| (error.field, error.fault)).collect();
        assert_eq!(
            faults,
            [
                (Field::Body, Fault::TooLong(BODY_LENGTH)),
                (Field::Name, Fault::Missing),
                (Field::Email, Fault::NotAnEmail),
            ]
        );
        assert!(check(&draft("ơ", "a@b.vn", &"ơ".repeat(BODY_LENGTH)), 2).is_ok());
    }

    #[test]
    fn links_are_counted() {
        let body = "https://a.vn và https://b.vn và [c](https://c.vn)";
        let errors = check(&draft("Lan", "a@b.vn", body), 2).unwrap_err();
        assert_eq!(errors[0].fault, Fault::TooManyLinks(2));
        assert!(check(&draft("Lan", "a@b.vn", body), 3).is_ok());
    }
}
