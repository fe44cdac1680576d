use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::store::comments::moderation::ModeratedRow;

/// Whose comments somebody looks after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CommentScope {
    Everything,
    /// Those on the posts of this author.
    PostsOf(i64),
}

impl CommentScope {
    /// Editors look after everything, authors after their own posts.
    pub fn of(user: &User) -> CommentScope {
        match user.role {
            Role::Editor | Role::Administrator => CommentScope::Everything,
            // No author has the number 0.
            Role::Author => CommentScope::PostsOf(user.author.unwrap_or_default()),
        }
    }

    /// The author to whose posts it is limited.
    pub fn author(self) -> Option<i64> {
        match self {
            CommentScope::Everything => None,
            CommentScope::PostsOf(author) => Some(author),
        }
    }

    /// Whether the comments on a post of this author are within reach.
    pub fn includes(self, post_author: Option<i64>) -> bool {
        match self {
            CommentScope::Everything => true,
            CommentScope::PostsOf(author) => post_author == Some(author),
        }
    }

    /// The comment, if it is within reach.
    pub fn guard(self, comment: ModeratedRow) -> Result<ModeratedRow, Error> {
        match self.includes(comment.post_author) {
            true => Ok(comment),
            false => Err(Error::Forbidden),
        }
    }
}
