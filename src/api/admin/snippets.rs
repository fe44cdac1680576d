use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::snippet::SnippetDraft;
use crate::model::error::Error;

/// Returns all snippets.
#[server(endpoint = "admin/snippets", input = GetUrl, output = Json)]
pub async fn list_snippets() -> Result<Vec<SnippetDraft>, Error> {
    use crate::request::guard::require_administrator;
    use crate::request::{answer, state};
    use crate::site_management::snippets;

    let read = async {
        require_administrator().await?;
        snippets::list(&state()?).await
    };
    answer(read.await)
}

/// Adds or replaces a snippet. Its code runs in the browsers of all readers, so it needs recent authentication. `known` is
/// the stored one as it was read, for detecting conflicts.
#[server(endpoint = "admin/snippets/save", input = Json, output = Json)]
pub async fn save_snippet(draft: SnippetDraft, known: Option<SnippetDraft>) -> Result<Vec<SnippetDraft>, Error> {
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, state};
    use crate::site_management::snippets;

    let save = async { snippets::save(&state()?, &require_recent_administrator().await?, draft, known).await };
    answer(save.await)
}

/// Removes a snippet.
#[server(endpoint = "admin/snippets/remove", input = Json, output = Json)]
pub async fn remove_snippet(id: i64) -> Result<Vec<SnippetDraft>, Error> {
    use crate::request::guard::require_recent_administrator;
    use crate::request::{answer, state};
    use crate::site_management::snippets;

    let remove = async { snippets::remove(&state()?, &require_recent_administrator().await?, id).await };
    answer(remove.await)
}
