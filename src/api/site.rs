use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::error::Error;
use crate::model::site::Site;

/// What surrounds every page.
#[server(endpoint = "site", input = GetUrl, output = Json)]
pub async fn read_site() -> Result<Site, Error> {
    use crate::request::{answer, state};

    answer(crate::reading::site::read_site(&state()?).await)
}
