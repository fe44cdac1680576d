//! Adding and removing block rules, and what that does to comments that are there already.

use std::collections::{BTreeSet, HashMap};

use super::CommentScope;
use super::classify::Classification;
use super::moderate::{message, restore, set_aside};
use super::work;
use crate::model::admin::block_rule::{BlockRuleEffect, BlockRuleKind, CaughtComments, is_large_provider};
use crate::model::admin::comment::{ModerationStatus, PreviousModeration, SpamCause, SpamLabel};
use crate::model::error::Error;
use crate::screening::{BlockRule, RuleSet};
use crate::state::AppState;
use crate::store::block_rules;
use crate::store::comments::moderation::{self, ModeratedRow};
use crate::store::sql::Connection;

/// Maximum number of waiting comments that are checked against a new rule, more than any site has waiting.
const WAITING: u32 = 2_000;

/// Number of published comments that a new rule is tried on.
const PUBLISHED: u32 = 1_000;

/// Maximum number of comments in spam in which those of a rule are looked for, newest first.
const CAUGHT: u32 = 2_000;

/// Returns what a rule would match, without adding it.
///
/// # Errors
///
/// The database failed, or [`Error::Unavailable`] if too many comments are being processed.
pub async fn examine_block_rule(state: &AppState, rule: &BlockRule) -> Result<BlockRuleEffect, Error> {
    let mut reading = state.store.read().await?;
    let waiting = moderation::list_newest(&mut reading, ModerationStatus::Waiting, WAITING).await?;
    let published = moderation::list_newest(&mut reading, ModerationStatus::Published, PUBLISHED).await?;
    drop(reading);
    let checked = published.len();
    let rules = RuleSet::new(vec![rule.clone()]);
    let (waiting, published) = work::run(move || {
        let count = |rows: &[ModeratedRow]| rows.iter().filter(|row| rules.find(&message(row)).is_some()).count();
        (count(&waiting), count(&published))
    })
    .await?;
    let (kind, pattern) = (rule.kind(), rule.pattern());
    let is_large_provider = is_large_provider(kind, &pattern);
    Ok(BlockRuleEffect { kind, pattern, waiting, published, checked, is_large_provider })
}

/// The result of adding a rule.
#[derive(Debug)]
pub struct AddedBlockRule {
    /// The ID of the rule; `None` if it existed already.
    pub id: Option<i64>,
    /// The previous moderation state of each comment that the rule has moved to spam.
    pub former: Vec<PreviousModeration>,
}

/// Adds a rule and moves waiting comments that match it to spam. They are checked after the rule is committed and
/// outside of a write transaction, so that other writers are not blocked.
///
/// # Errors
///
/// The database failed, or [`Error::Unavailable`] if too many comments are being processed.
pub async fn add_block_rule(state: &AppState, rule: &BlockRule) -> Result<AddedBlockRule, Error> {
    let mut writing = state.store.write().await?;
    let id = block_rules::add(&mut writing, rule.kind(), &rule.pattern()).await?;
    writing.commit().await?;

    let waiting = moderation::list_newest(&mut *state.store.read().await?, ModerationStatus::Waiting, WAITING).await?;
    let rules = RuleSet::new(vec![rule.clone()]);
    let broken: BTreeSet<i64> =
        work::run(move || waiting.iter().filter(|row| rules.find(&message(row)).is_some()).map(|row| row.id).collect())
            .await?;

    let mut writing = state.store.write().await?;
    let caught = Some(SpamCause::Block { kind: rule.kind(), pattern: rule.pattern() });
    let weighed = Classification { score: None, caught }.weighed();
    let mut rows = Vec::new();
    for id in broken {
        let row = moderation::find(&mut writing, id).await?;
        // A moderator may have decided about it meanwhile.
        if let Some(row) = row.filter(|row| row.standing().status == ModerationStatus::Waiting) {
            moderation::set_spam_verdict(&mut writing, row.id, &weighed).await?;
            rows.push(row);
        }
    }
    let former = set_aside(&mut writing, &rows).await?;
    writing.commit().await?;
    Ok(AddedBlockRule { id, former })
}

/// Removes a rule. With [`CaughtComments::Restore`], comments that it has moved to spam wait again, unless a moderator
/// has marked them as spam since. Returns their previous states.
///
/// # Errors
///
/// The database failed.
pub async fn remove_block_rule(
    writing: &mut Connection,
    scope: CommentScope,
    id: i64,
    caught: CaughtComments,
) -> Result<Vec<PreviousModeration>, Error> {
    let Some(rule) = block_rules::find(writing, id).await? else { return Ok(Vec::new()) };
    block_rules::remove(writing, id).await?;
    if caught == CaughtComments::Stay {
        return Ok(Vec::new());
    }
    let rows = list_caught(writing).await?.into_iter();
    let former: Vec<_> =
        rows.filter(|(cause, _)| *cause == (rule.kind, rule.pattern.clone())).map(|(_, row)| row).collect();
    let waiting: Vec<_> =
        former.iter().map(|former| PreviousModeration { status: ModerationStatus::Waiting, ..*former }).collect();
    restore(writing, scope, &waiting).await?;
    Ok(former)
}

/// Counts the comments in spam by the rule that has moved them there.
pub async fn count_caught(reading: &mut Connection) -> Result<HashMap<(BlockRuleKind, String), usize>, Error> {
    let mut counts = HashMap::new();
    for (cause, _) in list_caught(reading).await? {
        *counts.entry(cause).or_default() += 1;
    }
    Ok(counts)
}

/// Lists comments that a rule has moved to spam and no moderator has marked as spam.
async fn list_caught(reading: &mut Connection) -> Result<Vec<((BlockRuleKind, String), PreviousModeration)>, Error> {
    let rows = moderation::list_caught(reading, CAUGHT).await?.into_iter();
    let caught = rows.filter(|row| row.taught != Some(SpamLabel::Spam)).filter_map(|row| {
        let Some(SpamCause::Block { kind, pattern }) = Classification::read(&row.reasons).caught else { return None };
        let former =
            PreviousModeration { id: row.id, status: ModerationStatus::Spam, lesson: row.taught, trashed_from: None };
        Some(((kind, pattern), former))
    });
    Ok(caught.collect())
}
