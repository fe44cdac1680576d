use leptos::prelude::*;
use leptos::server_fn::codec::{GetUrl, Json};

use crate::model::admin::post::{
    BodyPreview, BulkAction, ConvertedBody, EditorPost, PostDraft, PostFilter, PostKind, PostListPage, SaveIntent,
    SavedPost,
};
use crate::model::admin::quick_edit::{QuickEdit, QuickEditFields};
use crate::model::error::Error;

/// Returns one page of posts or pages.
#[server(endpoint = "admin/posts/list", input = Json, output = Json)]
pub async fn list_posts(filter: PostFilter) -> Result<PostListPage, Error> {
    use crate::reading::post_table::read_post_table;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let listed = async {
        let signed_in = require_author().await?;
        read_post_table(&state()?, &signed_in.user, filter).await
    };
    answer(listed.await)
}

/// Returns a post for the editor; with `None`, an empty one.
#[server(endpoint = "admin/posts/read", input = GetUrl, output = Json)]
pub async fn read_post(kind: PostKind, id: Option<i64>) -> Result<EditorPost, Error> {
    use crate::reading::editor_post::read_editor_post;
    use crate::request::guard::require_author;
    use crate::request::{answer, origin, state};

    let read = async {
        let signed_in = require_author().await?;
        let state = state()?;
        read_editor_post(&state, &signed_in.user, kind, id, &origin(&state)?).await
    };
    answer(read.await)
}

/// Saves a post. A draft that is based on an outdated version is a conflict. To overwrite the current version
/// deliberately, read the post and send its version.
#[server(endpoint = "admin/posts/save", input = Json, output = Json)]
pub async fn save_post(draft: PostDraft, intent: SaveIntent) -> Result<SavedPost, Error> {
    use crate::reading::editor_post::read_saved;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::save;

    let saved = async {
        let signed_in = require_author().await?;
        let state = state()?;
        let (id, user) = save(&state, signed_in.user, draft, intent).await?;
        read_saved(&state, &user, id).await
    };
    answer(saved.await)
}

/// Applies an action to several posts. Returns the number of posts that were changed.
#[server(endpoint = "admin/posts/change", input = Json, output = Json)]
pub async fn change_posts(ids: Vec<i64>, action: BulkAction) -> Result<i64, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::change;

    let changed = async {
        let signed_in = require_author().await?;
        change(&state()?, &signed_in.user, &ids, action).await
    };
    answer(changed.await)
}

/// Copies a post as a draft. Returns the copy's id.
#[server(endpoint = "admin/posts/duplicate", input = Json, output = Json)]
pub async fn duplicate_post(id: i64) -> Result<i64, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::duplicate;

    let copied = async {
        let signed_in = require_author().await?;
        duplicate(&state()?, signed_in.user, id).await
    };
    answer(copied.await)
}

/// Returns what can be changed of a post without opening it.
#[server(endpoint = "admin/posts/quick", input = GetUrl, output = Json)]
pub async fn read_quick_edit(id: i64) -> Result<QuickEditFields, Error> {
    use crate::reading::editor_post::read_quick_edit;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};

    let read = async {
        let signed_in = require_author().await?;
        read_quick_edit(&state()?, &signed_in.user, id).await
    };
    answer(read.await)
}

/// Changes categories, date and status of a post.
#[server(endpoint = "admin/posts/quick/save", input = Json, output = Json)]
pub async fn save_quick_edit(change: QuickEdit) -> Result<(), Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::quick_edit;

    let saved = async {
        let signed_in = require_author().await?;
        quick_edit(&state()?, &signed_in.user, &change).await
    };
    answer(saved.await)
}

/// Renders the body of a draft.
#[server(endpoint = "admin/posts/preview", input = Json, output = Json)]
pub async fn preview_body(draft: PostDraft) -> Result<BodyPreview, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::preview;

    let previewed = async {
        let signed_in = require_author().await?;
        preview(&state()?, &signed_in.user, &draft).await
    };
    answer(previewed.await)
}

/// Converts the body of a draft to the other format. Nothing is saved.
#[server(endpoint = "admin/posts/convert", input = Json, output = Json)]
pub async fn convert_body(draft: PostDraft) -> Result<ConvertedBody, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::convert;

    let converted = async {
        let signed_in = require_author().await?;
        convert(&state()?, &signed_in.user, draft).await
    };
    answer(converted.await)
}

/// Returns a free slug for a title; empty if the title has no letters.
#[server(endpoint = "admin/posts/slug", input = Json, output = Json)]
pub async fn propose_slug(kind: PostKind, id: Option<i64>, title: String) -> Result<String, Error> {
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::{access, propose};

    let proposed = async {
        let signed_in = require_author().await?;
        let kind = access::require_kind(&signed_in.user, kind)?;
        propose(&mut *state()?.store.read().await?, kind, id, &title).await
    };
    answer(proposed.await)
}

/// Returns the preview link of an unpublished post, which expires after a few days, or the URL of a published one.
#[server(endpoint = "admin/posts/share", input = Json, output = Json)]
pub async fn share_preview(id: i64) -> Result<String, Error> {
    use crate::reading::preview::share;
    use crate::request::guard::require_author;
    use crate::request::{answer, origin, state};

    let shared = async {
        let signed_in = require_author().await?;
        let state = state()?;
        share(&state, &signed_in.user, id, &origin(&state)?).await
    };
    answer(shared.await)
}

/// Reports that the user has a post open, and returns who else has. Heartbeat: clients repeat it within 45 s.
#[server(endpoint = "admin/posts/presence", input = Json, output = Json)]
pub async fn note_presence(id: i64) -> Result<Vec<String>, Error> {
    use crate::clock::now;
    use crate::request::guard::require_author;
    use crate::request::{answer, state};
    use crate::writing::access::require_status;

    let noted = async {
        let signed_in = require_author().await?;
        let state = state()?;
        let post = require_status(&mut *state.store.read().await?, &signed_in.user, id).await?;
        state.presence.note_shared(&state.store, post.id, &signed_in.user, now()).await
    };
    answer(noted.await)
}
