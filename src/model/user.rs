use serde::{Deserialize, Serialize};

/// Roles of users. Each includes the permissions of those before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Writes and manages their own posts, and the comments on them.
    Author,
    /// Manages all posts, pages, comments, images and terms.
    Editor,
    /// Also manages users, settings and backups.
    Administrator,
}

impl Role {
    /// All roles, least privileged first.
    pub const ALL: [Role; 3] = [Role::Author, Role::Editor, Role::Administrator];

    /// Returns the name used in the database and on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Author => "author",
            Role::Editor => "editor",
            Role::Administrator => "administrator",
        }
    }

    /// Parses the output of [`Role::as_str`].
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// A logged-in user.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Id of the author profile; `None` for users who do not write.
    pub author: Option<i64>,
}
