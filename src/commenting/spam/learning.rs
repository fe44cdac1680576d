use std::collections::{BTreeMap, BTreeSet};

use sqlx::SqliteConnection;

use super::{ENOUGH, Learned, clues, name, parse};
use crate::model::admin::comment::Lesson;
use crate::model::admin::spam::Clue;
use crate::screening::message::Message;
use crate::store::lessons::{self, EVERY, Tally};

/// What is being learned and unlearned: gathered from many comments, and stored at once.
#[derive(Debug, Default)]
pub struct Learning {
    changes: BTreeMap<String, Tally>,
}

impl Learning {
    /// Unlearns what was learned from a comment, and learns something else from it, or nothing.
    pub fn replace(&mut self, message: &Message, before: Option<Lesson>, after: Option<Lesson>) {
        if before == after {
            return;
        }
        let clues = clues(message);
        let tokens = || clues.iter().map(name).chain([EVERY.to_owned()]);
        for (lesson, by) in [(before, -1), (after, 1)] {
            let Some(lesson) = lesson else { continue };
            for token in tokens() {
                let tally = self.changes.entry(token).or_default();
                match lesson {
                    Lesson::Spam => tally.spam += by,
                    Lesson::Ham => tally.ham += by,
                }
            }
        }
    }

    /// Stores it.
    pub async fn store(self, writing: &mut SqliteConnection) -> sqlx::Result<()> {
        lessons::add(writing, &self.changes).await
    }
}

/// What was learned about these clues, of `all` that was learned. While it is too little for a score, they are not
/// looked up.
pub async fn read_learned(reading: &mut SqliteConnection, all: Tally, clues: &BTreeSet<Clue>) -> sqlx::Result<Learned> {
    let mut learned = Learned { all, ..Learned::default() };
    if all.spam < ENOUGH || all.ham < ENOUGH {
        return Ok(learned);
    }
    let tokens: Vec<String> = clues.iter().map(name).collect();
    for (token, tally) in lessons::find(reading, &tokens).await? {
        learned.clues.extend(parse(&token).map(|clue| (clue, tally)));
    }
    Ok(learned)
}
