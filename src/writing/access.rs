//! Permission checks for posts. A guard returns what it protects.

use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::store::posts::PostKind;
use crate::store::posts::edit::{self, EditRow};
use crate::store::posts::status::{self, StatusRow};
use crate::store::sql::Connection;

/// Returns the kind if the user may create posts of it. Pages need the editor role.
///
/// # Errors
///
/// [`Error::Forbidden`] otherwise.
pub fn require_kind(user: &User, kind: PostKind) -> Result<PostKind, Error> {
    match kind {
        PostKind::Page if user.role < Role::Editor => Err(Error::Forbidden),
        kind => Ok(kind),
    }
}

/// Returns a post with its body if the user may edit it.
///
/// # Errors
///
/// [`Error::NotFound`] or [`Error::Forbidden`].
pub async fn require_post(connection: &mut Connection, user: &User, id: i64) -> Result<EditRow, Error> {
    let post = edit::find(connection, id).await?.ok_or(Error::NotFound)?;
    require_own(user, post.kind, post.author_id)?;
    Ok(post)
}

/// Returns the status of a post if the user may edit it.
///
/// # Errors
///
/// [`Error::NotFound`] or [`Error::Forbidden`].
pub async fn require_status(connection: &mut Connection, user: &User, id: i64) -> Result<StatusRow, Error> {
    let post = status::find(connection, id).await?.ok_or(Error::NotFound)?;
    require_own(user, post.kind, post.author_id)?;
    Ok(post)
}

/// Checks that the user may edit a post: editors may edit all, authors their own.
fn require_own(user: &User, kind: PostKind, author: Option<i64>) -> Result<(), Error> {
    require_kind(user, kind)?;
    match user.role >= Role::Editor || (author.is_some() && author == user.author) {
        true => Ok(()),
        false => Err(Error::Forbidden),
    }
}

/// Returns the author to whose posts the user's lists are limited, or `None` for all posts.
pub fn scope(user: &User) -> Option<i64> {
    // No author has the ID 0.
    (user.role < Role::Editor).then(|| user.author.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn user(role: Role, author: Option<i64>) -> User {
        User { id: 1, name: "Lan".to_owned(), email: "lan@example.org".to_owned(), role, author }
    }

    #[test]
    fn authors_edit_their_own_posts_and_editors_all() {
        let may = |role, own, kind, author| require_own(&user(role, own), kind, author).is_ok();
        assert!(may(Role::Author, Some(3), PostKind::Post, Some(3)));
        assert!(!may(Role::Author, Some(3), PostKind::Post, Some(4)));
        assert!(!may(Role::Author, Some(3), PostKind::Page, Some(3)));
        // A user who has not written yet, and a post whose author was deleted.
        assert!(!may(Role::Author, None, PostKind::Post, None));
        assert!(!may(Role::Author, None, PostKind::Post, Some(3)) && !may(Role::Author, Some(3), PostKind::Post, None));
        for role in [Role::Editor, Role::Administrator] {
            assert!(may(role, None, PostKind::Post, None) && may(role, None, PostKind::Page, Some(3)));
        }
    }
}
