use serde::{Deserialize, Serialize};

use crate::model::language::Language;
use crate::model::user::User;

/// What surrounds every page of the admin.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AdminContext {
    pub user: User,
    pub language: Language,
    /// The site's title.
    pub title: String,
    /// Its time zone, by its IANA name: times are typed and shown in it.
    pub time_zone: String,
    /// How many comments wait for this user.
    pub waiting: i64,
}
