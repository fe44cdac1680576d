use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::store::comments::moderation::ModeratedRow;

/// Which comments a user may moderate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentScope {
    Everything,
    /// Comments on the posts of this author.
    PostsOf(i64),
}

impl CommentScope {
    /// Returns the scope of a user: everything for editors, their own posts for authors.
    pub fn of(user: &User) -> CommentScope {
        match user.role {
            Role::Editor | Role::Administrator => CommentScope::Everything,
            // No author has the ID 0.
            Role::Author => CommentScope::PostsOf(user.author.unwrap_or_default()),
        }
    }

    /// Returns the author to whose posts the scope is limited.
    pub fn author(self) -> Option<i64> {
        match self {
            CommentScope::Everything => None,
            CommentScope::PostsOf(author) => Some(author),
        }
    }

    /// Returns whether comments on a post of this author are in the scope.
    pub fn includes(self, post_author: Option<i64>) -> bool {
        match self {
            CommentScope::Everything => true,
            CommentScope::PostsOf(author) => post_author == Some(author),
        }
    }

    /// Returns the comment if it is in the scope.
    ///
    /// # Errors
    ///
    /// [`Error::Forbidden`] if it is not.
    pub fn guard(self, comment: ModeratedRow) -> Result<ModeratedRow, Error> {
        match self.includes(comment.post_author) {
            true => Ok(comment),
            false => Err(Error::Forbidden),
        }
    }
}
