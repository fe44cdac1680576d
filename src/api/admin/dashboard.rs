use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::dashboard::Dashboard;
use crate::model::error::Error;

/// Returns the dashboard of the current user.
#[server(endpoint = "admin/dashboard", input = GetUrl, output = Json)]
pub async fn read_dashboard() -> Result<Dashboard, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let signed_in = require_author().await?;
        crate::reading::dashboard::read_dashboard(&state()?, &signed_in.user).await
    };
    answer(read.await)
}
