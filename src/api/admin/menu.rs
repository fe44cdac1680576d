use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::menu::{Menu, MenuItem};
use crate::model::error::Error;

/// Returns the menu, and the items that can be added to it.
#[server(endpoint = "admin/menu", input = GetUrl, output = Json)]
pub async fn read_menu() -> Result<Menu, Error> {
    use crate::reading::menu;
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let read = async {
        require_administrator().await?;
        menu::read_menu(&state()?).await
    };
    answer(read.await)
}

/// Replaces the menu. `known` is the menu as it was read, for detecting conflicts.
#[server(endpoint = "admin/menu/save", input = Json, output = Json)]
pub async fn save_menu(items: Vec<MenuItem>, known: Vec<MenuItem>) -> Result<Menu, Error> {
    use crate::reading;
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::menu;

    let save = async {
        require_administrator().await?;
        let state = state()?;
        menu::save(&state, items, known).await?;
        reading::menu::read_menu(&state).await
    };
    answer(save.await)
}
