//! Error messages of the admin, each with the field that it belongs to.

use super::{AccountError, LONGEST_NAME};
use crate::auth::password::{MAX_LENGTH, MIN_LENGTH, PasswordError};
use crate::i18n::admin::AdminTexts;
use crate::model::error::{Error, Rejection};

/// Converts an error to the response of the admin.
pub fn account_error_text(refusal: AccountError, texts: &AdminTexts) -> Error {
    let (login, users) = (&texts.login, &texts.users);
    match refusal {
        AccountError::NameMissing => Rejection::error("name", login.missing),
        AccountError::NameTooLong => Rejection::error("name", (users.name_too_long)(LONGEST_NAME)),
        AccountError::NotAnEmail => Rejection::error("email", login.not_an_email),
        AccountError::EmailTaken => Rejection::error("email", users.email_taken),
        AccountError::LastAdministrator => Rejection::error("", users.last_administrator),
        AccountError::NoSuchUser => Error::NotFound,
        AccountError::NoSuchHeir => Rejection::error("heir", users.no_such_heir),
        AccountError::Broken(error) => error,
    }
}

/// Returns the message about a password that is not accepted.
pub fn password_error_text(fault: PasswordError, texts: &AdminTexts) -> String {
    let texts = &texts.login;
    match fault {
        PasswordError::TooShort => (texts.password_too_short)(MIN_LENGTH),
        PasswordError::TooLong => (texts.password_too_long)(MAX_LENGTH),
        PasswordError::Common => texts.password_common.to_owned(),
        PasswordError::Known => texts.password_known.to_owned(),
    }
}
