use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::redirect::{NotFoundPath, Redirect, RedirectListPage};
use crate::model::error::Error;

/// Returns one page of the redirects that match the search.
#[server(endpoint = "admin/redirects", input = GetUrl, output = Json)]
pub async fn list_redirects(
    #[server(default)] search: String,
    #[server(default)] after: String,
) -> Result<RedirectListPage, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::redirects;

    let list = async {
        require_editor().await?;
        redirects::list(&state()?, &search, &after).await
    };
    answer(list.await)
}

/// Adds a redirect, and returns it with its path normalized.
#[server(endpoint = "admin/redirects/add", input = Json, output = Json)]
pub async fn add_redirect(redirect: Redirect) -> Result<Redirect, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::redirects;

    let add = async {
        require_editor().await?;
        redirects::add(&state()?, redirect).await
    };
    answer(add.await)
}

/// Removes a redirect, and returns it for undo.
#[server(endpoint = "admin/redirects/remove", input = Json, output = Json)]
pub async fn remove_redirect(path: String) -> Result<Redirect, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::redirects;

    let remove = async {
        require_editor().await?;
        redirects::remove(&state()?, &path).await
    };
    answer(remove.await)
}

/// Returns the paths that were not found most often.
#[server(endpoint = "admin/redirects/missing", input = GetUrl, output = Json)]
pub async fn list_not_found_paths() -> Result<Vec<NotFoundPath>, Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::not_found_log;

    let list = async {
        require_editor().await?;
        not_found_log::list(&state()?).await
    };
    answer(list.await)
}

/// Removes one of these paths until it is requested again.
#[server(endpoint = "admin/redirects/missing/forget", input = Json, output = Json)]
pub async fn forget_not_found_path(path: String) -> Result<(), Error> {
    use crate::request::guard::require_editor;
    use crate::request::{answer, state};
    use crate::site_management::not_found_log;

    let forget = async {
        require_editor().await?;
        not_found_log::forget(&state()?, &path).await
    };
    answer(forget.await)
}
