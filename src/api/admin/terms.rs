use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::post::SelectOption;
use crate::model::admin::term::{RemovedTerm, TermDraft, TermListPage};
use crate::model::error::Error;
use crate::model::term::TermKind;

/// All categories, and one page of the tags that fit the search.
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

/// All terms of a kind, to choose one.
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

/// Adds or changes a term; gives back its id.
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

/// Makes one term of two; the address of `from` leads to `into`.
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

/// Removes a term and leaves its posts; gives back what undoing needs.
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

/// Puts a removed term back.
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

/// Removes the tags that no post has; gives back how many.
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
