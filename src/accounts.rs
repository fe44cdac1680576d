//! Who belongs to the house: adding users, changing their roles, and what becomes of their posts when they leave. The
//! admin and the command line do it with the same verbs; each leaves the commit to its caller.

pub mod administration;
pub mod event;
pub mod login;
pub mod messages;
pub mod own_account;
pub mod passkey;
pub mod reauthentication;

use sqlx::SqliteConnection;

use crate::model::admin::account::AccountEventKind;
use crate::model::error::Error;
use crate::model::user::Role;
use crate::store::authors::{self, NewAuthor};
use crate::store::users::{self, NewUser, UserRow};
use crate::store::{passkeys, recovery_codes, sessions};
use crate::text::slug::unique;
use crate::text::{is_email, slugify};
use event::{EventClient, record};

/// Most characters of a name, and of an email address (RFC 5321 allows no longer path).
pub const LONGEST_NAME: usize = 100;
pub const LONGEST_EMAIL: usize = 254;

/// Why a change is not made.
#[derive(Clone, Debug, PartialEq)]
pub enum AccountError {
    NameMissing,
    NameTooLong,
    NotAnEmail,
    EmailTaken,
    /// Nobody would be left who can manage the site.
    LastAdministrator,
    NoSuchUser,
    /// Whoever is to have the posts does not write here.
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

/// What becomes of the posts of somebody who leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PostHandover {
    /// They keep the name of whoever wrote them.
    Stay,
    /// They are another user's from now on, and so is the author page.
    GoTo(i64),
}

/// Checks what is typed as a name and an email address; gives them back without spaces around them.
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

/// Adds a user and their author profile. Without a password they need a link to choose one.
pub async fn add(
    connection: &mut SqliteConnection,
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

/// The author profile for a new user: one that has come with an import and is theirs, by its email address or by its name,
/// or else a new one.
async fn ensure_author(connection: &mut SqliteConnection, name: &str, email: &str) -> Result<i64, AccountError> {
    let slug = Some(slugify(name)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "author".to_owned());
    if let Some(author) = authors::find_unclaimed(connection, email, name).await? {
        return Ok(author);
    }
    let taken = authors::list_slugs(connection, &slug).await?;
    let slug = unique(&slug, |slug| taken.iter().any(|other| other == slug));
    let author = NewAuthor { slug, name: name.to_owned(), ..NewAuthor::default() };
    Ok(authors::ensure(connection, &author).await?)
}

/// Gives a user another role.
pub async fn change_role(connection: &mut SqliteConnection, id: i64, role: Role) -> Result<(), AccountError> {
    let user = find(connection, id).await?;
    if role < Role::Administrator {
        keep_an_administrator(connection, &user).await?;
    }
    Ok(users::set_role(connection, id, role).await?)
}

/// Removes a user, with everything that lets them in.
pub async fn remove(connection: &mut SqliteConnection, id: i64, posts: PostHandover) -> Result<(), AccountError> {
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

/// What becomes of a user's sessions when their password changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sessions<'a> {
    Stay,
    /// All end, but for the one that is named.
    End {
        but: Option<&'a str>,
    },
}

/// Gives a user another password.
pub async fn change_password(
    connection: &mut SqliteConnection,
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

/// Takes away what a user has beside the password, so that the password alone lets in.
pub async fn drop_second_factor(connection: &mut SqliteConnection, id: i64, source: &EventClient) -> Result<(), Error> {
    let had_passkeys = passkeys::remove_all(connection, id).await?;
    recovery_codes::remove_all(connection, id).await?;
    match had_passkeys {
        true => record(connection, id, AccountEventKind::PasskeysRemoved, "", source).await,
        false => Ok(()),
    }
}

async fn find(connection: &mut SqliteConnection, id: i64) -> Result<UserRow, AccountError> {
    users::find(connection, id).await?.ok_or(AccountError::NoSuchUser)
}

/// Those who have never chosen a password or added a passkey do not count: they may never come.
async fn keep_an_administrator(connection: &mut SqliteConnection, user: &UserRow) -> Result<(), AccountError> {
    let others = users::count_other_administrators(connection, user.id).await?;
    match user.role == Role::Administrator && others == 0 {
        true => Err(AccountError::LastAdministrator),
        false => Ok(()),
    }
}

#[cfg(test)]
mod tests;
