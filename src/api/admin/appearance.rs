use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::setting::SettingChange;
use crate::model::error::Error;
use crate::model::identity::Appearance;

/// Returns the settings of the identity, and the sources of their values.
#[server(endpoint = "admin/appearance", input = GetUrl, output = Json)]
pub async fn read_appearance() -> Result<Appearance, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::appearance;

    let read = async {
        require_administrator().await?;
        appearance::read(&state()?).await
    };
    answer(read.await)
}

/// Saves and applies changes, either all or none.
#[server(endpoint = "admin/appearance/save", input = Json, output = Json)]
pub async fn save_appearance(changes: Vec<SettingChange>) -> Result<Appearance, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::appearance;

    let save = async {
        require_administrator().await?;
        appearance::save(&state()?, changes).await
    };
    answer(save.await)
}

/// Gives back the look of a new site, or that of the settings file.
#[server(endpoint = "admin/appearance/reset", input = Json, output = Json)]
pub async fn reset_appearance() -> Result<Appearance, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::appearance;

    let reset = async {
        require_administrator().await?;
        appearance::reset(&state()?).await
    };
    answer(reset.await)
}
