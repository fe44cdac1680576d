//! Refusals in the words of the admin, beside the field that they are about.

use super::{LONGEST_NAME, Refusal};
use crate::auth::password::{LONGEST, PasswordFault, SHORTEST};
use crate::i18n::admin::AdminTexts;
use crate::model::error::{Error, Rejection};

/// What the admin answers.
pub fn explain(refusal: Refusal, texts: &AdminTexts) -> Error {
    let (entrance, users) = (&texts.entrance, &texts.users);
    match refusal {
        Refusal::NameMissing => Rejection::error("name", entrance.missing),
        Refusal::NameTooLong => Rejection::error("name", (users.name_too_long)(LONGEST_NAME)),
        Refusal::NotAnEmail => Rejection::error("email", entrance.not_an_email),
        Refusal::EmailTaken => Rejection::error("email", users.email_taken),
        Refusal::LastAdministrator => Rejection::error("", users.last_administrator),
        Refusal::NoSuchUser => Error::NotFound,
        Refusal::NoSuchHeir => Rejection::error("heir", users.no_such_heir),
        Refusal::Broken(error) => error,
    }
}

/// What is wrong with a password.
pub fn explain_password(fault: PasswordFault, texts: &AdminTexts) -> String {
    let texts = &texts.entrance;
    match fault {
        PasswordFault::TooShort => (texts.password_too_short)(SHORTEST),
        PasswordFault::TooLong => (texts.password_too_long)(LONGEST),
        PasswordFault::Common => texts.password_common.to_owned(),
        PasswordFault::Known => texts.password_known.to_owned(),
    }
}
