//! Users, as listed for administrators.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;
use crate::model::user::Role;

/// A user who can log in or has been invited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserSummary {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// Time of the last login.
    pub seen: Option<FormattedTime>,
    /// Invited, but has not chosen a password yet.
    pub is_invited: bool,
    /// Number of posts and pages by the user.
    pub posts: i64,
}

/// A user to be invited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitee {
    pub name: String,
    pub email: String,
    pub role: Role,
}

/// An invitation link.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    pub name: String,
    pub link: String,
    /// Whether the user gets a link by mail, too.
    #[serde(default)]
    pub is_mailed: bool,
}

/// What happens to the posts of a removed user.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RemovedUserPosts {
    /// They keep the byline.
    Stay,
    /// They are assigned to another user.
    GoTo(i64),
}
