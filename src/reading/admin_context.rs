//! The context of every admin page.

use crate::model::admin::admin_context::AdminContext;
use crate::model::error::Error;
use crate::model::user::{Role, User};
use crate::reading::site::read_title;
use crate::state::AppState;
use crate::store::comments::ModerationStatus;
use crate::store::counts;

/// Reads the admin context of a user.
pub async fn read_admin_context(state: &AppState, user: User) -> Result<AdminContext, Error> {
    let settings = state.settings();
    let mut reading = state.store.read().await?;
    let title = read_title(&mut reading, &settings).await?;
    // Authors moderate the comments on their own posts only.
    let of = if user.role >= Role::Editor { None } else { Some(user.author.unwrap_or_default()) };
    let waiting = counts::comments(&mut reading, ModerationStatus::Waiting, of).await?;
    let time_zone = settings.site.time_zone.iana_name().unwrap_or("UTC").to_owned();
    Ok(AdminContext { user, language: settings.site.language, title, time_zone, waiting })
}
