use std::sync::{Arc, PoisonError, RwLock};

use tokio::sync::Mutex;
use tokio::task::spawn_blocking;

use super::block_rule::BlockRule;
use super::rule_set::RuleSet;
use super::staff_names::StaffNames;
use crate::model::error::Error;
use crate::store::{Store, authors, block_rules, settings, users};

/// The compiled rules and names that comments are checked against.
#[derive(Debug)]
pub struct Screening {
    pub rules: RuleSet,
    pub staff_names: StaffNames,
}

/// Caches the [`Screening`] until the data that it is compiled from changes.
#[derive(Debug, Default)]
pub struct ScreeningCache {
    kept: RwLock<Kept>,
    /// Held while compiling, so that concurrent requests wait for the result instead of compiling it too.
    turn: Mutex<()>,
}

#[derive(Debug, Default)]
struct Kept {
    /// Incremented by [`ScreeningCache::clear`]. A result whose compilation began in an older generation is not cached.
    generation: u64,
    current: Option<(i64, Arc<Screening>)>,
}

impl ScreeningCache {
    /// Returns the screening for a version of the data, from the cache or newly compiled. `version` is
    /// [`CommentContext::screening_version`](crate::store::comments::CommentContext::screening_version).
    ///
    /// # Errors
    ///
    /// The database cannot be read.
    pub async fn get(&self, store: &Store, site: &str, version: i64) -> Result<Arc<Screening>, Error> {
        if let Some(known) = self.find(version) {
            return Ok(known);
        }
        let _turn = self.turn.lock().await;
        if let Some(known) = self.find(version) {
            return Ok(known);
        }
        let generation = self.generation();
        let made = Arc::new(read(store, site).await?);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        if kept.generation == generation {
            kept.current = Some((version, made.clone()));
        }
        Ok(made)
    }

    /// Clears the cache, because the site's title or the database has changed.
    pub fn clear(&self) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.generation += 1;
        kept.current = None;
    }

    fn find(&self, version: i64) -> Option<Arc<Screening>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.current.as_ref().filter(|(known, _)| *known == version).map(|(_, screening)| screening.clone())
    }

    fn generation(&self) -> u64 {
        self.kept.read().unwrap_or_else(PoisonError::into_inner).generation
    }
}

async fn read(store: &Store, site: &str) -> Result<Screening, Error> {
    let mut reading = store.read().await?;
    let rows = block_rules::list(&mut reading).await?;
    let mut people = authors::list_people(&mut reading).await?;
    people.extend(users::list_people(&mut reading).await?);
    let imported = settings::find(&mut reading, settings::TITLE).await?;
    drop(reading);
    let site = site.to_owned();
    let made = spawn_blocking(move || {
        let rule = |row: &block_rules::BlockRuleRow| BlockRule::parse(row.kind, &row.pattern).ok();
        let (names, emails): (Vec<String>, Vec<String>) = people.into_iter().unzip();
        Screening {
            rules: RuleSet::new(rows.iter().filter_map(rule).collect()),
            staff_names: StaffNames::new(names.into_iter().chain(imported).chain([site]), emails),
        }
    });
    made.await.map_err(|_| Error::Internal)
}
