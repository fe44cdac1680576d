//! Revisions of posts: every save is stored as one.

use super::draft::editable_source;
use super::work_queue::WorkOwner;
use crate::model::Milliseconds;
use crate::model::admin::post::RevisionOrigin;
use crate::model::error::Error;
use crate::store::Store;
use crate::store::posts::edit::EditRow;
use crate::store::revisions::{self, NewRevision, RevisionRow, RevisionText};
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

/// Time between checkpoints, in milliseconds: an autosave replaces the one before only within this time.
const CHECKPOINT: Milliseconds = 5 * 60 * 1000;

/// An autosave whose text lacks more characters than this, and more than a quarter, does not replace the one before.
const MUCH_REMOVED: usize = 40;

/// Stores a save as a revision. It replaces the latest revision if that is an autosave of the same user with the same
/// text, or if both are autosaves and the latest is no checkpoint.
pub async fn keep(
    connection: &mut Connection,
    post: i64,
    version: i64,
    origin: RevisionOrigin,
    user: i64,
    at: Milliseconds,
    wording: &RevisionText,
) -> Result<(), Error> {
    let latest = revisions::find_latest(connection, post).await?;
    let own = latest.filter(|latest| latest.origin == RevisionOrigin::Autosave && latest.user_id == Some(user));
    if let Some(latest) = own {
        let before = revisions::read(connection, post, latest.id).await?.unwrap_or_default();
        let gives_way = before == *wording
            || (origin == RevisionOrigin::Autosave
                && !is_checkpoint(connection, post, &latest, at).await?
                && !removes_much(&before.source, &wording.source));
        if gives_way {
            revisions::remove(connection, latest.id).await?;
        }
    }
    revisions::add(connection, &NewRevision { post, version, origin, user: Some(user), at, wording }).await?;
    Ok(())
}

/// Returns whether an autosave is kept although another follows at `next`: enough time lies between it and the revision
/// before, or between it and the next one.
async fn is_checkpoint(
    connection: &mut Connection,
    post: i64,
    latest: &RevisionRow,
    next: Milliseconds,
) -> Result<bool, Error> {
    let since = revisions::find_time_before(connection, post, latest.version).await?;
    Ok(next - latest.saved_at >= CHECKPOINT || since.is_some_and(|since| latest.saved_at - since >= CHECKPOINT))
}

/// Returns whether so much of a text was removed that it may have been a mistake.
fn removes_much(before: &str, after: &str) -> bool {
    let (before, after) = (before.chars().count(), after.chars().count());
    before > after + MUCH_REMOVED && after * 4 < before * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn much_is_removed_if_it_is_long_and_a_quarter() {
        let removes = |before: usize, after: usize| removes_much(&"ơ".repeat(before), &"ơ".repeat(after));
        assert!(removes(1000, 1) && removes(60, 0) && removes(1000, 740));
        assert!(!removes(40, 0) && !removes(1000, 760) && !removes(10, 1000));
    }
}
