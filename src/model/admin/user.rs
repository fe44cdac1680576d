//! Users as an administrator sees them.

use serde::{Deserialize, Serialize};

use crate::model::formatted_time::FormattedTime;
use crate::model::user::Role;

/// Somebody who may log in, or has been invited to.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UserSummary {
    pub id: i64,
    pub name: String,
    pub email: String,
    pub role: Role,
    /// When they last logged in.
    pub seen: Option<FormattedTime>,
    /// Invited, and has not chosen a password yet.
    pub is_invited: bool,
    /// Posts and pages under their name.
    pub posts: i64,
}

/// Somebody to invite.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitee {
    pub name: String,
    pub email: String,
    pub role: Role,
}

/// A link to give to somebody.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    pub name: String,
    pub link: String,
}

/// What becomes of the posts of somebody who is removed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum RemovedUserPosts {
    /// They keep the byline.
    Stay,
    /// Another user gets them.
    GoTo(i64),
}
