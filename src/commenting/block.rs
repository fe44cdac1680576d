use sqlx::SqliteConnection;

use super::decide::{message, set_aside};
use super::judge::Findings;
use super::rule::Rule;
use crate::model::admin::comment::{Caught, Former};
use crate::model::error::Error;
use crate::store::blocks;
use crate::store::comments::moderated;

/// Comments that wait are held against a new rule, as many as this: more than anybody has waiting.
const WAITING: u32 = 2_000;

/// What a new rule has done.
#[derive(Debug)]
pub struct Blocked {
    /// The rule, if it was not there already.
    pub id: Option<i64>,
    /// What the comments were that it has put among the spam.
    pub former: Vec<Former>,
}

/// Adds a rule. Comments that wait and break it go where they would have gone, had it been there before.
pub async fn block(writing: &mut SqliteConnection, rule: &Rule) -> Result<Blocked, Error> {
    let id = blocks::add(writing, rule.kind(), &rule.pattern()).await?;
    let waiting = moderated::list_waiting(writing, WAITING).await?;
    let broken: Vec<_> = waiting.into_iter().filter(|row| rule.matches(&message(row))).collect();
    let caught = Some(Caught::Block { kind: rule.kind(), pattern: rule.pattern() });
    let weighed = Findings { score: None, caught }.weighed();
    for row in &broken {
        moderated::weigh(writing, row.id, &weighed).await?;
    }
    let former = set_aside(writing, &broken).await?;
    Ok(Blocked { id, former })
}
