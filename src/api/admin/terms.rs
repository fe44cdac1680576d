use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::post::SelectOption;
use crate::model::admin::term::{RemovedTerm, TermDraft, TermListPage};
use crate::model::error::Error;
use crate::model::term::TermKind;

/// Returns all categories, and one page of the tags that match the search.
#[server(endpoint = "admin/terms", input = GetUrl, output = Json)]
pub async fn list_terms(
    #[server(default)] search: String,
    #[server(default)] after: String,
) -> Result<TermListPage, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::terms;

    let list = async {
        require_editor().await?;
        terms::list(&state()?, &search, &after).await
    };
    answer(list.await)
}

/// Returns all terms of a kind as options.
#[server(endpoint = "admin/terms/choices", input = GetUrl, output = Json)]
pub async fn list_term_choices(kind: TermKind) -> Result<Vec<SelectOption>, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::terms;

    let list = async {
        require_editor().await?;
        terms::list_choices(&state()?, kind).await
    };
    answer(list.await)
}

/// Adds or changes a term, and returns its id.
#[server(endpoint = "admin/terms/save", input = Json, output = Json)]
pub async fn save_term(draft: TermDraft) -> Result<i64, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::terms;

    let save = async {
        require_editor().await?;
        terms::save(&state()?, draft).await
    };
    answer(save.await)
}

/// Merges two terms. The URL of `from` redirects to `into`.
#[server(endpoint = "admin/terms/merge", input = Json, output = Json)]
pub async fn merge_terms(from: i64, into: i64) -> Result<(), Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::terms;

    let merge = async {
        require_editor().await?;
        terms::merge(&state()?, from, into).await
    };
    answer(merge.await)
}

/// Removes a term from the site and from its posts. Returns the data for undo.
#[server(endpoint = "admin/terms/remove", input = Json, output = Json)]
pub async fn remove_term(id: i64) -> Result<RemovedTerm, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::terms;

    let remove = async {
        require_editor().await?;
        terms::remove(&state()?, id).await
    };
    answer(remove.await)
}

/// Restores a removed term.
#[server(endpoint = "admin/terms/restore", input = Json, output = Json)]
pub async fn restore_term(removed: RemovedTerm) -> Result<i64, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::terms;

    let restore = async {
        require_editor().await?;
        terms::restore(&state()?, removed).await
    };
    answer(restore.await)
}

/// Removes the tags without posts, and returns their number.
#[server(endpoint = "admin/terms/tidy", input = Json, output = Json)]
pub async fn remove_unused_tags() -> Result<i64, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::terms;

    let remove = async {
        require_editor().await?;
        terms::remove_unused_tags(&state()?).await
    };
    answer(remove.await)
}
