use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::embed::EmbedPage;
use crate::model::error::Error;

/// Returns the page of another site for a pasted address, if it can be shown in a player.
#[server(endpoint = "admin/embeds/find", input = GetUrl, output = Json)]
pub async fn find_embed(address: String) -> Result<Option<EmbedPage>, Error> {
    use crate::reading::embed;
    use crate::request::answer;
    use crate::request::guard::require_author;

    answer(require_author().await.map(|_| embed::find_embed(&address)))
}
