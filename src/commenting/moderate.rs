//! Moderators' decisions. The spam score learns from each of them, and each can be undone together with what was
//! learned.

use std::collections::BTreeSet;

use super::CommentScope;
use super::spam::TrainingBatch;
use crate::model::admin::comment::{Decision, ModerationStatus, PreviousModeration, SpamLabel};
use crate::model::error::Error;
use crate::screening::message::Message;
use crate::store::comments::moderation::{self, ModeratedRow};
use crate::store::posts;
use crate::store::sql::Connection;

/// Applies a decision to comments and returns their previous states. Comments that no longer exist are skipped.
///
/// # Errors
///
/// [`Error::Forbidden`] if one of them is outside of `scope`; nothing must be committed then.
pub async fn decide(
    writing: &mut Connection,
    scope: CommentScope,
    ids: &[i64],
    decision: Decision,
) -> Result<Vec<PreviousModeration>, Error> {
    let rows = find_all(writing, scope, ids.iter().copied()).await?;
    // Comments by staff are not representative of readers' comments, so they are not learned from.
    let lesson = |row: &ModeratedRow, after: PreviousModeration| {
        after.lesson.filter(|_| row.author_id.is_none() && !row.is_staff)
    };
    let decided = rows.iter().map(|row| {
        let after = after(row.standing(), decision);
        PreviousModeration { lesson: lesson(row, after), ..after }
    });
    let decided = decided.collect();
    move_all(writing, &rows, decided).await
}

/// Restores previous states of comments.
///
/// # Errors
///
/// [`Error::Forbidden`] if one of them is outside of `scope`; nothing must be committed then.
pub async fn restore(
    writing: &mut Connection,
    scope: CommentScope,
    former: &[PreviousModeration],
) -> Result<(), Error> {
    let rows = find_all(writing, scope, former.iter().map(|former| former.id)).await?;
    let known = |row: &ModeratedRow| former.iter().find(|former| former.id == row.id).copied();
    let before = rows.iter().filter_map(known).collect();
    move_all(writing, &rows, before).await?;
    Ok(())
}

/// Moves waiting comments to spam because of a new rule. No moderator has decided, so nothing is learned.
pub async fn set_aside(writing: &mut Connection, rows: &[ModeratedRow]) -> Result<Vec<PreviousModeration>, Error> {
    let aside =
        rows.iter().map(|row| PreviousModeration { status: ModerationStatus::Spam, ..row.standing() }).collect();
    move_all(writing, rows, aside).await
}

/// Deletes comments permanently if they are in the trash or spam, and returns how many. What was learned from them
/// stays; otherwise emptying the spam folder would undo the training.
///
/// # Errors
///
/// [`Error::Forbidden`] if one of them is outside of `scope`; nothing must be committed then.
pub async fn delete(writing: &mut Connection, scope: CommentScope, ids: &[i64]) -> Result<i64, Error> {
    let mut deleted = 0;
    for row in find_all(writing, scope, ids.iter().copied()).await? {
        if matches!(row.standing().status, ModerationStatus::Trash | ModerationStatus::Spam) {
            moderation::remove(writing, row.id).await?;
            deleted += 1;
        }
    }
    Ok(deleted)
}

/// Finds comments by ID, without duplicates.
async fn find_all(
    writing: &mut Connection,
    scope: CommentScope,
    ids: impl Iterator<Item = i64>,
) -> Result<Vec<ModeratedRow>, Error> {
    let mut rows = Vec::new();
    for id in ids.collect::<BTreeSet<_>>() {
        if let Some(row) = moderation::find(writing, id).await? {
            rows.push(scope.guard(row)?);
        }
    }
    Ok(rows)
}

/// Sets the state of each comment, updates the spam score's counts and the posts' comment counts, and returns the
/// previous states. `standings` are in the order of `rows`.
async fn move_all(
    writing: &mut Connection,
    rows: &[ModeratedRow],
    standings: Vec<PreviousModeration>,
) -> Result<Vec<PreviousModeration>, Error> {
    let mut learning = TrainingBatch::default();
    for (row, standing) in rows.iter().zip(standings) {
        learning.replace(&message(row), row.standing().lesson, standing.lesson);
        moderation::set_status(writing, standing).await?;
    }
    learning.store(writing).await?;
    for post in rows.iter().map(|row| row.post_id).collect::<BTreeSet<_>>() {
        posts::recount_comments(writing, post).await?;
    }
    Ok(rows.iter().map(ModeratedRow::standing).collect())
}

/// Returns the state of a comment after a decision, including what the spam score learns from it.
fn after(before: PreviousModeration, decision: Decision) -> PreviousModeration {
    let id = before.id;
    match decision {
        Decision::Approve => PreviousModeration {
            id,
            status: ModerationStatus::Published,
            lesson: Some(SpamLabel::Ham),
            trashed_from: None,
        },
        Decision::Spam => {
            PreviousModeration { id, status: ModerationStatus::Spam, lesson: Some(SpamLabel::Spam), trashed_from: None }
        }
        Decision::Trash if before.status == ModerationStatus::Trash => before,
        // Trash says nothing about spam, so what was learned before stays.
        Decision::Trash => {
            PreviousModeration { status: ModerationStatus::Trash, trashed_from: Some(before.status), ..before }
        }
        Decision::Restore if before.status == ModerationStatus::Trash => {
            PreviousModeration { status: before.trashed_from.unwrap_or_default(), trashed_from: None, ..before }
        }
        Decision::Restore => before,
    }
}

/// Parses a stored comment for the block rules and the spam score.
pub fn message(row: &ModeratedRow) -> Message {
    Message::read(&row.name, &row.email, &row.html, row.address.as_deref())
}
