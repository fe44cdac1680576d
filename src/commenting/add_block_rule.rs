use std::collections::BTreeSet;

use super::classify::Classification;
use super::moderate::{message, set_aside};
use super::work;
use crate::model::admin::comment::{ModerationStatus, PreviousModeration, SpamCause};
use crate::model::error::Error;
use crate::screening::{BlockRule, RuleSet};
use crate::state::AppState;
use crate::store::block_rules;
use crate::store::comments::moderation;

/// Maximum number of waiting comments that are checked against a new rule, more than any site has waiting.
const WAITING: u32 = 2_000;

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

    let waiting = moderation::list_waiting(&mut *state.store.read().await?, WAITING).await?;
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
