use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::admin_context::AdminContext;
use crate::model::error::Error;

/// Returns the context of every admin page.
#[server(endpoint = "admin/desk", input = GetUrl, output = Json)]
pub async fn read_admin_context() -> Result<AdminContext, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let signed_in = require_author().await?;
        crate::reading::admin_context::read_admin_context(&state()?, signed_in.user).await
    };
    answer(read.await)
}
