use leptos::prelude::*;
use leptos::server_fn::codec::Json;

use crate::model::admin::link_target::{LinkTarget, LinkedAddress};
use crate::model::error::Error;

/// Returns published posts and pages by words of their title, best first.
#[server(endpoint = "admin/links/find", input = Json, output = Json)]
pub async fn find_link_targets(text: String) -> Result<Vec<LinkTarget>, Error> {
    use crate::reading::link_targets;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let found = async {
        require_author().await?;
        link_targets::find_link_targets(&state()?, &text).await
    };
    answer(found.await)
}

/// Tells what an address stands for. Other sites are asked only if the settings allow it.
#[server(endpoint = "admin/links/resolve", input = Json, output = Json)]
pub async fn resolve_address(address: String) -> Result<LinkedAddress, Error> {
    use crate::reading::link_targets;
    use crate::request::guard::require_author;
    use crate::request::{answer, origin, state};

    let resolved = async {
        let user = require_author().await?.user;
        let state = state()?;
        link_targets::resolve_address(&state, &user, &origin(&state)?, &address).await
    };
    answer(resolved.await)
}
