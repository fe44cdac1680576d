//! Users, as listed for administrators.

use crate::i18n::date::{self, DateStyle};
use crate::model::admin::user::UserSummary;
use crate::model::error::Error;
use crate::state::AppState;
use crate::store::{authors, passkeys, users};

/// Returns all users, by name.
pub async fn list_users(state: &AppState) -> Result<Vec<UserSummary>, Error> {
    let settings = state.settings();
    let mut reading = state.store.read().await?;
    let mut members = Vec::new();
    // A site has few users, so one query per user is fine.
    for row in users::list(&mut reading).await? {
        let posts = match row.author_id {
            Some(author) => authors::count_posts(&mut reading, author).await?,
            None => 0,
        };
        let has_key = row.password_hash.is_some() || !passkeys::list(&mut reading, row.id).await?.is_empty();
        let seen = row.seen_at.map(|at| date::format(at, DateStyle::Minute, &settings.site));
        let user = row.into_user();
        let (id, role) = (user.id, user.role);
        members.push(UserSummary { id, name: user.name, email: user.email, role, seen, is_invited: !has_key, posts });
    }
    Ok(members)
}
