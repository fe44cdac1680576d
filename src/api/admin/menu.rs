use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::menu::{Menu, MenuItem, MenuTarget};
use crate::model::error::Error;

/// Returns the menus, and the items that can be added to them.
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

/// Replaces the menus. `known` are the items as they were read, for detecting conflicts.
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

/// Finds categories, tags, pages and posts by words of their name or title.
#[server(endpoint = "admin/menu/find", input = Json, output = Json)]
pub async fn find_menu_targets(text: String) -> Result<Vec<MenuTarget>, Error> {
    use crate::reading::menu_targets;
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let find = async {
        require_administrator().await?;
        menu_targets::find_menu_targets(&state()?, &text).await
    };
    answer(find.await)
}
