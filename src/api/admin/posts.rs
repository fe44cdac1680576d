use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::post::{Bulk, Draft, Editing, Filter, Intent, Kind, Lines, Preview, Saved};
use crate::model::error::Error;

/// One page of posts or pages.
#[server(endpoint = "admin/posts/list", input = Json, output = Json)]
pub async fn list_posts(filter: Filter) -> Result<Lines, Error> {
    let _ = filter;
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}

/// A post to edit; `None` for a new one.
#[server(endpoint = "admin/posts/read", input = GetUrl, output = Json)]
pub async fn read_post(kind: Kind, id: Option<i64>) -> Result<Editing, Error> {
    let _ = (kind, id);
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}

/// Stores a post. `over` is the version that may be overwritten knowingly after a conflict; else the draft's own counts.
#[server(endpoint = "admin/posts/save", input = Json, output = Json)]
pub async fn save_post(draft: Draft, intent: Intent) -> Result<Saved, Error> {
    let _ = (draft, intent);
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}

/// Does the same to many; gives back how many it was done to.
#[server(endpoint = "admin/posts/change", input = Json, output = Json)]
pub async fn change_posts(ids: Vec<i64>, action: Bulk) -> Result<i64, Error> {
    let _ = (ids, action);
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}

/// The body as readers will see it.
#[server(endpoint = "admin/posts/preview", input = Json, output = Json)]
pub async fn preview_body(draft: Draft) -> Result<Preview, Error> {
    let _ = draft;
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}

/// The slug that a title would get: folded, free.
#[server(endpoint = "admin/posts/slug", input = Json, output = Json)]
pub async fn propose_slug(kind: Kind, id: Option<i64>, title: String) -> Result<String, Error> {
    let _ = (kind, id, title);
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}

/// An address that shows a post that is not published to whoever has it, for some days.
#[server(endpoint = "admin/posts/share", input = Json, output = Json)]
pub async fn share_preview(id: i64) -> Result<String, Error> {
    let _ = id;
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}

/// Says that somebody has a post open, and who else has.
#[server(endpoint = "admin/posts/presence", input = Json, output = Json)]
pub async fn note_presence(id: i64) -> Result<Vec<String>, Error> {
    let _ = id;
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}
