use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::placement::{PlacementDraft, PlacementList};
use crate::model::error::Error;

/// Returns all placements in slots, and what the form needs.
#[server(endpoint = "admin/placements", input = GetUrl, output = Json)]
pub async fn list_placements() -> Result<PlacementList, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::placements;

    let read = async {
        require_administrator().await?;
        placements::list(&state()?).await
    };
    answer(read.await)
}

/// Adds or replaces a placement. `known` is the stored one as it was read, for detecting conflicts.
#[server(endpoint = "admin/placements/save", input = Json, output = Json)]
pub async fn save_placement(draft: PlacementDraft, known: Option<PlacementDraft>) -> Result<PlacementList, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::placements;

    let save = async {
        let user = require_administrator().await?.user;
        placements::save(&state()?, &user, draft, known).await
    };
    answer(save.await)
}

/// Removes a placement.
#[server(endpoint = "admin/placements/remove", input = Json, output = Json)]
pub async fn remove_placement(id: i64) -> Result<PlacementList, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::placements;

    let remove = async {
        require_administrator().await?;
        placements::remove(&state()?, id).await
    };
    answer(remove.await)
}
