use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::post::{Revision, Saved};
use crate::model::error::Error;

/// The saves of a post, the newest first.
#[server(endpoint = "admin/revisions", input = GetUrl, output = Json)]
pub async fn list_revisions(post: i64) -> Result<Vec<Revision>, Error> {
    let _ = post;
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}

/// Makes a revision the newest version; `version` is the one that is known to be in force.
#[server(endpoint = "admin/revisions/restore", input = Json, output = Json)]
pub async fn restore_revision(post: i64, revision: i64, version: i64) -> Result<Saved, Error> {
    let _ = (post, revision, version);
    crate::request::answer(crate::request::guard::require_author().await)?;
    Err(Error::Internal)
}
