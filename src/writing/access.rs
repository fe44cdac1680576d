//! Guards: who may write what. They return what they protect.

use sqlx::SqliteConnection;

use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::store::posts::PostKind;
use crate::store::posts::edit::{self, EditRow};
use crate::store::posts::status::{self, StatusRow};

/// A kind of entry, for those who may write such: pages are the editors' business.
pub fn require_kind(user: &User, kind: PostKind) -> Result<PostKind, Error> {
    match kind {
        PostKind::Page if user.role < Role::Editor => Err(Error::Forbidden),
        kind => Ok(kind),
    }
}

/// A post, whole, for those who may change it.
pub async fn require_post(connection: &mut SqliteConnection, user: &User, id: i64) -> Result<EditRow, Error> {
    let post = edit::find(connection, id).await?.ok_or(Error::NotFound)?;
    require_own(user, post.kind, post.author_id)?;
    Ok(post)
}

/// The status of a post, for those who may change it.
pub async fn require_status(connection: &mut SqliteConnection, user: &User, id: i64) -> Result<StatusRow, Error> {
    let post = status::find(connection, id).await?.ok_or(Error::NotFound)?;
    require_own(user, post.kind, post.author_id)?;
    Ok(post)
}

/// Editors may change everything, authors what they have written.
fn require_own(user: &User, kind: PostKind, author: Option<i64>) -> Result<(), Error> {
    require_kind(user, kind)?;
    match user.role >= Role::Editor || (author.is_some() && author == user.author) {
        true => Ok(()),
        false => Err(Error::Forbidden),
    }
}

/// Whose posts a user has before them: one author's, or everybody's.
pub fn scope(user: &User) -> Option<i64> {
    // No author has the number 0.
    (user.role < Role::Editor).then(|| user.author.unwrap_or_default())
}
