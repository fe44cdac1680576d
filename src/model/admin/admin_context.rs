use serde::{Deserialize, Serialize};

use crate::model::language::Language;
use crate::model::user::User;

/// The context of every admin page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AdminContext {
    pub user: User,
    pub language: Language,
    /// The site's title.
    pub title: String,
    /// IANA name of the site's time zone, in which times are entered and shown.
    pub time_zone: String,
    /// Number of comments that await this user's moderation.
    pub waiting: i64,
}
