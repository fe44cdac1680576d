//! Revisions of posts: every save is stored as one.

use super::draft::editable_source;
use super::work_queue::WorkOwner;
use crate::model::Milliseconds;
use crate::model::admin::post::RevisionOrigin;
use crate::model::error::Error;
use crate::store::Store;
use crate::store::posts::edit::EditRow;
use crate::store::revisions::{self, NewRevision, RevisionText};
use crate::store::sql::Connection;

/// The state of a post before its first save here, such as that from an import.
pub struct EarlierRevision {
    version: i64,
    /// The editable source.
    source: String,
}

/// Reads the state to store as the first revision; `None` if the post has revisions or is new. The caller should not
/// hold a connection, since the source may have to be rendered.
pub async fn read_earlier(store: &Store, owner: WorkOwner, before: EditRow) -> Result<Option<EarlierRevision>, Error> {
    if before.version == 0 || revisions::find_latest(&mut *store.read().await?, before.id).await?.is_some() {
        return Ok(None);
    }
    let source = editable_source(store, owner, &before).await?;
    Ok(Some(EarlierRevision { version: before.version, source }))
}

/// Stores the state before the first save as a revision. Does nothing if the post has been saved since it was read.
pub async fn keep_earlier(
    connection: &mut Connection,
    before: &EditRow,
    earlier: &EarlierRevision,
) -> Result<(), Error> {
    if before.version != earlier.version || revisions::find_latest(connection, before.id).await?.is_some() {
        return Ok(());
    }
    let shown = RevisionText {
        title: before.title.clone(),
        source: earlier.source.clone(),
        format: before.format,
        standfirst: before.standfirst.clone(),
    };
    let (post, user, at) = (before.id, None, before.updated_at);
    if shown.source != before.source {
        let raw = RevisionText { source: before.source.clone(), ..shown.clone() };
        let version = before.version - 1;
        revisions::add(
            connection,
            &NewRevision { post, version, origin: RevisionOrigin::Save, user, at, wording: &raw },
        )
        .await?;
    }
    let version = before.version;
    revisions::add(connection, &NewRevision { post, version, origin: RevisionOrigin::Save, user, at, wording: &shown })
        .await?;
    Ok(())
}

/// Stores a save as a revision. It replaces the latest revision if that is an autosave of the same user and this is one
/// too or has the same text.
pub async fn keep(
    connection: &mut Connection,
    post: i64,
    version: i64,
    origin: RevisionOrigin,
    user: i64,
    at: Milliseconds,
    wording: &RevisionText,
) -> Result<(), Error> {
    if let Some(latest) = revisions::find_latest(connection, post).await? {
        let is_own = latest.origin == RevisionOrigin::Autosave && latest.user_id == Some(user);
        let gives_way = is_own
            && (origin == RevisionOrigin::Autosave
                || revisions::read(connection, post, latest.id).await?.as_ref() == Some(wording));
        if gives_way {
            revisions::remove(connection, latest.id).await?;
        }
    }
    revisions::add(connection, &NewRevision { post, version, origin, user: Some(user), at, wording }).await?;
    Ok(())
}
