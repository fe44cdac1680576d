use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::front_page::FrontPageArrangement;
use crate::model::error::Error;
use crate::model::front_page::{Section, ShownSection};

/// Returns the sections of the front page, and what they can be made of.
#[server(endpoint = "admin/front-page", input = GetUrl, output = Json)]
pub async fn read_front_page() -> Result<FrontPageArrangement, Error> {
    use crate::reading::front_page;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};

    let read = async {
        require_editor().await?;
        front_page::read_arrangement(&state()?).await
    };
    answer(read.await)
}

/// Replaces the sections; none brings the automatic ones back. `known` is what was read, for detecting conflicts.
#[server(endpoint = "admin/front-page/save", input = Json, output = Json)]
pub async fn save_front_page(sections: Vec<Section>, known: Vec<Section>) -> Result<FrontPageArrangement, Error> {
    use crate::reading;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::front_page;

    let save = async {
        require_editor().await?;
        let state = state()?;
        front_page::save(&state, sections, &known).await?;
        reading::front_page::read_arrangement(&state).await
    };
    answer(save.await)
}

/// Returns sections as readers would see them. Stores nothing.
#[server(endpoint = "admin/front-page/preview", input = Json, output = Json)]
pub async fn preview_front_page(sections: Vec<Section>) -> Result<Vec<ShownSection>, Error> {
    use crate::reading::front_page;
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};

    let preview = async {
        require_editor().await?;
        front_page::preview(&state()?, sections).await
    };
    answer(preview.await)
}
