//! The settings of the site's identity.

use super::identity_values::{check_pictures, complete};
use super::settings;
use crate::config::{EDITABLE, Settings};
use crate::model::address::Address;
use crate::model::admin::setting::SettingChange;
use crate::model::error::Error;
use crate::model::identity::{Appearance, PREFIX};
use crate::state::AppState;
use crate::store::posts;

/// Reads the settings of the identity.
pub async fn read(state: &AppState) -> Result<Appearance, Error> {
    let board = settings::read_some(state, |name| name.starts_with(PREFIX)).await?;
    let latest = posts::list_latest(&mut *state.store.read().await?, 1).await?;
    let article = latest.first().map(|post| Address::Post(&post.slug).to_string());
    Ok(Appearance { board, article: article.unwrap_or_default() })
}

/// Stores changes and applies them immediately.
///
/// # Errors
///
/// [`Error::Rejected`] with all errors; nothing is stored then.
pub async fn save(state: &AppState, changes: Vec<SettingChange>) -> Result<Appearance, Error> {
    if changes.iter().any(|change| !change.name.starts_with(PREFIX)) {
        return Err(Error::NotFound);
    }
    let changes: Vec<SettingChange> = changes.into_iter().map(complete).collect();
    check_pictures(state, &changes).await?;
    settings::store_changes(state, changes).await?;
    read(state).await
}

/// Removes everything that was set in the admin.
pub async fn reset(state: &AppState) -> Result<Appearance, Error> {
    let names = EDITABLE.into_iter().filter(|name| name.starts_with(PREFIX));
    let changes = names.map(|name| SettingChange { name: name.to_owned(), value: None }).collect();
    settings::store_changes(state, changes).await?;
    read(state).await
}

/// Returns the settings with a draft of the identity. Values that are not valid are left out.
pub fn draft(current: &Settings, changes: Vec<SettingChange>) -> Result<Settings, Error> {
    let changes: Vec<SettingChange> = changes.into_iter().map(complete).map(settings::clean).collect();
    let is_changed = |name: &str| changes.iter().any(|change| change.name == name);
    let kept = EDITABLE.into_iter().filter(|name| !is_changed(name));
    let kept = kept.filter_map(|name| Some((name.to_owned(), current.stored(name)?.to_owned())));
    let mut values: Vec<(String, String)> = kept.collect();
    let drafted = changes.into_iter().filter(|change| change.name.starts_with(PREFIX));
    values.extend(drafted.filter_map(|change| Some((change.name, change.value?))));
    let (settings, _) = current.with_stored(values).map_err(|error| {
        tracing::error!(%error, "a draft of the settings cannot be used");
        Error::Internal
    })?;
    Ok(settings)
}
