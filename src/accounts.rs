//! User accounts: adding users, changing their roles, removing them and handing over their posts. The admin and the
//! command line share these functions; the caller commits.

pub mod administration;
pub mod author_profile;
pub mod event;
pub mod login;
pub mod messages;
pub mod own_account;
pub mod passkey;
pub mod password_reset;
pub mod reauthentication;

use crate::model::admin::account::AccountEventKind;
use crate::model::error::Error;
use crate::model::user::Role;
use crate::store::authors::{self, NewAuthor};
use crate::store::sql::Connection;
use crate::store::users::{self, NewUser, UserRow};
use crate::store::{passkeys, recovery_codes, sessions};
use crate::text::slug::unique;
use crate::text::{is_email, slugify};
use event::{EventClient, record};

/// Maximum length of a name, in characters.
pub const LONGEST_NAME: usize = 100;
/// Maximum length of an email address (RFC 5321 allows no longer path).
pub const LONGEST_EMAIL: usize = 254;

/// Why a change is refused.
#[derive(Clone, Debug, PartialEq)]
pub enum AccountError {
    NameMissing,
    NameTooLong,
    NotAnEmail,
    EmailTaken,
    /// No administrator would be left.
    LastAdministrator,
    NoSuchUser,
    /// The user who is to get the posts does not exist or has no author profile.
    NoSuchHeir,
    Broken(Error),
}

impl From<sqlx::Error> for AccountError {
    fn from(error: sqlx::Error) -> AccountError {
        AccountError::Broken(error.into())
    }
}

impl From<Error> for AccountError {
    fn from(error: Error) -> AccountError {
        AccountError::Broken(error)
    }
}

/// What happens to the posts of a removed user.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostHandover {
    /// They stay under their author's name.
    Stay,
    /// They are assigned to the author profile of this user.
    GoTo(i64),
}

/// Validates a name and an email address and returns them trimmed.
///
/// # Errors
///
/// One of them is missing, too long or not valid.
pub fn check<'a>(name: &'a str, email: &'a str) -> Result<(&'a str, &'a str), AccountError> {
    let (name, email) = (name.trim(), email.trim());
    if name.is_empty() {
        return Err(AccountError::NameMissing);
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(AccountError::NameTooLong);
    }
    if !is_email(email) || email.chars().count() > LONGEST_EMAIL {
        return Err(AccountError::NotAnEmail);
    }
    Ok((name, email))
}

/// Adds a user with an author profile and returns the user's ID. Without a password hash they need a link to set a
/// password.
///
/// # Errors
///
/// Name or email address is not valid, or the address is taken.
pub async fn add(
    connection: &mut Connection,
    name: &str,
    email: &str,
    role: Role,
    password_hash: Option<String>,
) -> Result<i64, AccountError> {
    let (name, email) = check(name, email)?;
    if users::find_by_email(connection, email).await?.is_some() {
        return Err(AccountError::EmailTaken);
    }
    let author_id = Some(ensure_author(connection, name, email).await?);
    let user = NewUser { email: email.to_owned(), name: name.to_owned(), role, password_hash, author_id };
    users::add(connection, &user).await?.ok_or(AccountError::EmailTaken)
}

/// Returns the author profile for a new user: an imported one without a user that has this email address or this name,
/// or else a new one.
async fn ensure_author(connection: &mut Connection, name: &str, email: &str) -> Result<i64, AccountError> {
    let slug = Some(slugify(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "author".to_owned());
    if let Some(author) = authors::find_unclaimed(connection, email, name).await? {
        return Ok(author);
    }
    let taken = authors::list_slugs(connection, &slug).await?;
    let slug = unique(&slug, |slug| taken.iter().any(|other| other == slug));
    let author = NewAuthor { slug, name: name.to_owned(), ..NewAuthor::default() };
    Ok(authors::ensure(connection, &author).await?)
}

/// Changes the role of a user.
///
/// # Errors
///
/// There is no such user, or they are the last administrator.
pub async fn change_role(connection: &mut Connection, id: i64, role: Role) -> Result<(), AccountError> {
    let user = find(connection, id).await?;
    if role < Role::Administrator {
        keep_an_administrator(connection, &user).await?;
    }
    Ok(users::set_role(connection, id, role).await?)
}

/// Removes a user with their credentials and sessions.
///
/// # Errors
///
/// There is no such user or no such heir, or they are the last administrator.
pub async fn remove(connection: &mut Connection, id: i64, posts: PostHandover) -> Result<(), AccountError> {
    let user = find(connection, id).await?;
    keep_an_administrator(connection, &user).await?;
    if let (PostHandover::GoTo(heir), Some(author)) = (posts, user.author_id) {
        let heir = users::find(connection, heir).await?.filter(|heir| heir.id != id);
        let heir = heir.and_then(|heir| heir.author_id).ok_or(AccountError::NoSuchHeir)?;
        if heir != author {
            authors::give_posts(connection, author, heir).await?;
        }
    }
    users::remove(connection, id).await?;
    if let Some(author) = user.author_id {
        authors::remove_idle(connection, author).await?;
    }
    Ok(())
}

/// What happens to a user's sessions when their password changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sessions<'a> {
    Stay,
    /// All sessions end except this one.
    End {
        but: Option<&'a str>,
    },
}

/// Sets the password of a user and records the event.
pub async fn change_password(
    connection: &mut Connection,
    id: i64,
    hash: &str,
    sessions: Sessions<'_>,
    source: &EventClient,
) -> Result<(), Error> {
    users::set_password(connection, id, hash).await?;
    if let Sessions::End { but } = sessions {
        sessions::remove_all(connection, id, but).await?;
    }
    record(connection, id, AccountEventKind::PasswordChanged, "", source).await
}

/// Removes all passkeys and recovery codes of a user, so that the password alone is enough to log in.
pub async fn drop_second_factor(connection: &mut Connection, id: i64, source: &EventClient) -> Result<(), Error> {
    let had_passkeys = passkeys::remove_all(connection, id).await?;
    recovery_codes::remove_all(connection, id).await?;
    match had_passkeys {
        true => record(connection, id, AccountEventKind::PasskeysRemoved, "", source).await,
        false => Ok(()),
    }
}

async fn find(connection: &mut Connection, id: i64) -> Result<UserRow, AccountError> {
    users::find(connection, id).await?.ok_or(AccountError::NoSuchUser)
}

/// Fails if the user is the last administrator. Administrators without a password and passkey do not count as others,
/// since they cannot log in yet.
async fn keep_an_administrator(connection: &mut Connection, user: &UserRow) -> Result<(), AccountError> {
    let others = users::count_other_administrators(connection, user.id).await?;
    match user.role == Role::Administrator && others == 0 {
        true => Err(AccountError::LastAdministrator),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests;
