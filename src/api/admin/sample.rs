use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::error::Error;

/// Returns whether the site has sample content that can be removed.
#[server(endpoint = "admin/sample", input = GetUrl, output = Json)]
pub async fn has_sample() -> Result<bool, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::transfer::has_sample;

    let read = async {
        require_administrator().await?;
        let state = state()?;
        let mut reading = state.store.read().await?;
        Ok(has_sample(&mut reading).await?)
    };
    answer(read.await)
}

/// Removes the sample content that nobody has changed, and returns the number of its posts and pages.
#[server(endpoint = "admin/sample/remove", input = Json, output = Json)]
pub async fn remove_sample() -> Result<u64, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::transfer::remove_sample;

    let remove = async {
        require_administrator().await?;
        Ok(remove_sample(&state()?.store).await?)
    };
    answer(remove.await)
}
