use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::backup::Backups;
use crate::model::error::Error;

/// Returns the state of the backups. The files are transferred by `/admin/backup/…`, since they are too large for
/// server functions.
#[server(endpoint = "admin/backup", input = GetUrl, output = Json)]
pub async fn read_backups() -> Result<Backups, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};

    let read = async {
        require_administrator().await?;
        crate::reading::backup::read_backups(&state()?).await
    };
    answer(read.await)
}
