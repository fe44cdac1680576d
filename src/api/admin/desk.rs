use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::desk::Desk;
use crate::model::error::Error;

/// What surrounds every page of the admin.
#[server(endpoint = "admin/desk", input = GetUrl, output = Json)]
pub async fn read_desk() -> Result<Desk, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let signed_in = require_author().await?;
        crate::reading::desk::read_desk(&state()?, signed_in.user).await
    };
    answer(read.await)
}
