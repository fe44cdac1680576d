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

/// Comments that wait are held against a new rule, as many as this: more than anybody has waiting.
const WAITING: u32 = 2_000;

/// What a new rule has done.
#[derive(Debug)]
pub struct AddedBlockRule {
    /// The rule, if it was not there already.
    pub id: Option<i64>,
    /// What the comments were that it has put among the spam.
    pub former: Vec<PreviousModeration>,
}

/// Adds a rule. Comments that wait and break it go where they would have gone, had it been there before. They are read
/// when the rule is in force, and nobody is kept from writing meanwhile.
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
        // Somebody may have decided about it meanwhile.
        if let Some(row) = row.filter(|row| row.standing().status == ModerationStatus::Waiting) {
            moderation::set_spam_verdict(&mut writing, row.id, &weighed).await?;
            rows.push(row);
        }
    }
    let former = set_aside(&mut writing, &rows).await?;
    writing.commit().await?;
    Ok(AddedBlockRule { id, former })
}
