use serde::{Deserialize, Serialize};

/// What a user may do; each role may all that those before it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Role {
    /// Writes and manages their own posts, and the comments on them.
    Author,
    /// All posts, pages, comments, pictures and terms.
    Editor,
    /// Also users, settings and backups.
    Administrator,
}

impl Role {
    /// Every role, the least first.
    pub const ALL: [Role; 3] = [Role::Author, Role::Editor, Role::Administrator];

    /// How the database and the command line write it.
    pub fn as_str(self) -> &'static str {
        match self {
            Role::Author => "author",
            Role::Editor => "editor",
            Role::Administrator => "administrator",
        }
    }

    /// Reads what [`Role::as_str`] writes.
    pub fn parse(text: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == text)
    }
}

/// Who is logged in.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct User {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Their author profile; those who do not write have none.
    pub author: Option<i64>,
}
