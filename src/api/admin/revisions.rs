use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::post::{PostChanges, PostDraft, Revision, RevisionComparison, SavedPost};
use crate::model::error::Error;

/// Returns the revisions of a post, newest first.
#[server(endpoint = "admin/revisions", input = GetUrl, output = Json)]
pub async fn list_revisions(post: i64) -> Result<Vec<Revision>, Error> {
    use crate::reading::revisions::read_revisions;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let listed = async {
        let signed_in = require_author().await?;
        read_revisions(&state()?, &signed_in.user, post).await
    };
    answer(listed.await)
}

/// Returns what a revision changed, and what has changed since.
#[server(endpoint = "admin/revisions/read", input = GetUrl, output = Json)]
pub async fn read_revision(post: i64, revision: i64) -> Result<RevisionComparison, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let signed_in = require_author().await?;
        crate::reading::revisions::read_revision(&state()?, &signed_in.user, post, revision).await
    };
    answer(read.await)
}

/// Returns what saving a draft would change. Nothing is saved.
#[server(endpoint = "admin/revisions/compare", input = Json, output = Json)]
pub async fn compare_draft(draft: PostDraft) -> Result<PostChanges, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let compared = async {
        let signed_in = require_author().await?;
        crate::reading::revisions::compare_draft(&state()?, &signed_in.user, draft).await
    };
    answer(compared.await)
}

/// Restores a revision as the newest version. `version` is the current version as known to the client.
#[server(endpoint = "admin/revisions/restore", input = Json, output = Json)]
pub async fn restore_revision(post: i64, revision: i64, version: i64) -> Result<SavedPost, Error> {
    use crate::reading::editor_post::read_saved;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::restore;

    let restored = async {
        let signed_in = require_author().await?;
        let state = state()?;
        let id = restore(&state, &signed_in.user, post, revision, version).await?;
        read_saved(&state, &signed_in.user, id).await
    };
    answer(restored.await)
}
