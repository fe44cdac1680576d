use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::setting::{EditableSettings, SettingChange};
use crate::model::error::Error;

/// Returns all settings that can be changed, and the sources of their values.
#[server(endpoint = "admin/settings", input = GetUrl, output = Json)]
pub async fn read_settings() -> Result<EditableSettings, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::settings;

    let read = async {
        require_administrator().await?;
        settings::read(&state()?).await
    };
    answer(read.await)
}

/// Saves and applies changes, either all or none.
#[server(endpoint = "admin/settings/save", input = Json, output = Json)]
pub async fn save_settings(changes: Vec<SettingChange>) -> Result<EditableSettings, Error> {
    use crate::request::guard::{require_administrator, require_recent_administrator};
    use crate::request::{answer, state};
    use crate::site_management::settings;

    let save = async {
        // The mail server gets links with which passwords are chosen.
        match changes.iter().any(|change| change.name.starts_with("mail.")) {
            true => drop(require_recent_administrator().await?),
            false => drop(require_administrator().await?),
        }
        settings::save(&state()?, changes).await
    };
    answer(save.await)
}

/// Renders the promotional block.
#[server(endpoint = "admin/settings/preview", input = Json, output = Json)]
pub async fn preview_promotion(text: String) -> Result<String, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::settings;

    let preview = async {
        require_administrator().await?;
        settings::preview_promotion(&state()?, &text).await
    };
    answer(preview.await)
}
