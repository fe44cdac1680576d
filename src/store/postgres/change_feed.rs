//! Tells a node what other nodes have changed.
//!
//! Triggers write each change to the table `changes`, with the version of its transaction. A node asks for versions after
//! the last one it knows. Notifications only make it ask sooner: one may be lost with a connection.

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicI64, Ordering::SeqCst};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use sqlx::postgres::PgListener;
use tokio::sync::MutexGuard;
use tokio::time::{sleep, timeout};

use super::{PATIENCE, PostgresDatabase};
use crate::store::change_tracking::{OutsideChange, StoreChange};
use crate::store::sql::{self, Connection};

/// The channel of notifications. Their payload is the version.
pub const CHANNEL: &str = "longan_changes";
/// How long a node waits for a notification before it asks by itself.
const INTERVAL: Duration = Duration::from_secs(1);
/// How long a node rests after it has asked. While others write all the time, many changes cost one question then.
const REST: Duration = Duration::from_millis(20);
/// From this many changes on, everything is reported as changed.
const MANY: i64 = 1000;
/// How many versions the table `changes` keeps. A node that is further behind takes everything as changed.
const KEPT: i64 = 10_000;

/// The row in `changes` that means the settings.
const SETTINGS: i64 = -1;

/// The newest version whose changes this node knows.
#[derive(Debug)]
pub struct AppliedVersion {
    version: AtomicI64,
    /// Later versions that this node has written itself.
    own: Mutex<BTreeSet<i64>>,
    /// The newest of those, ever.
    newest_own: AtomicI64,
    /// When the primary was last asked, and has answered.
    asked: Mutex<Instant>,
    /// What the background task has to do about changes that readers asked for.
    left: Mutex<OutsideChange>,
    /// Only one asks at a time.
    asking: tokio::sync::Mutex<()>,
}

impl AppliedVersion {
    pub fn new(version: i64) -> AppliedVersion {
        AppliedVersion {
            version: AtomicI64::new(version),
            own: Mutex::default(),
            newest_own: AtomicI64::new(0),
            asked: Mutex::new(Instant::now()),
            left: Mutex::default(),
            asking: tokio::sync::Mutex::default(),
        }
    }

    pub fn version(&self) -> i64 {
        self.version.load(SeqCst)
    }

    /// Returns the newest version that this node has written.
    pub fn newest_own(&self) -> i64 {
        self.newest_own.load(SeqCst)
    }

    /// Returns the newest version of which this node knows what it has changed. Earlier ones may be unknown: those that
    /// other nodes wrote before this node's last write.
    pub fn newest_known(&self) -> i64 {
        self.version().max(self.newest_own())
    }

    /// Returns whether this node knows what a version has changed.
    pub fn knows(&self, version: i64) -> bool {
        version <= self.version() || self.is_own(version)
    }

    /// Returns how long ago the primary was last asked.
    pub fn age(&self) -> Duration {
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).elapsed()
    }

    pub fn add_own(&self, version: i64) {
        self.own.lock().unwrap_or_else(PoisonError::into_inner).insert(version);
        self.newest_own.fetch_max(version, SeqCst);
    }

    pub fn remove_own(&self, version: i64) {
        self.own.lock().unwrap_or_else(PoisonError::into_inner).remove(&version);
    }

    /// Returns whether this node has written the version itself.
    fn is_own(&self, version: i64) -> bool {
        self.own.lock().unwrap_or_else(PoisonError::into_inner).contains(&version)
    }

    fn leave(&self, change: OutsideChange) {
        let mut left = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        *left = change.max(*left);
    }

    fn take_left(&self) -> OutsideChange {
        std::mem::take(&mut *self.left.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn advance(&self, version: i64, asked: Instant) {
        self.version.fetch_max(version, SeqCst);
        let mut own = self.own.lock().unwrap_or_else(PoisonError::into_inner);
        *own = own.split_off(&(version + 1));
        drop(own);
        *self.asked.lock().unwrap_or_else(PoisonError::into_inner) = asked;
    }
}

/// Returns the version of the current write transaction and what it has changed, and has other nodes notified of its
/// commit.
pub async fn announce(transaction: &mut Connection) -> sqlx::Result<(i64, Vec<StoreChange>)> {
    let rows: Vec<(i64, Option<i64>)> = sql::query_as(
        "SELECT t.version, c.post FROM clock t LEFT JOIN changes c ON c.version = t.version ORDER BY c.post LIMIT $1",
    )
    .bind(MANY)
    .fetch_all(transaction)
    .await?;
    let Some((version, _)) = rows.first().copied() else { return Err(sqlx::Error::RowNotFound) };
    let posts: Vec<i64> = rows.into_iter().filter_map(|(_, post)| post).collect();
    if !posts.is_empty() {
        sql::query("SELECT pg_notify($1, $2)").bind(CHANNEL).bind(version.to_string()).execute(transaction).await?;
    }
    if version % 1000 == 0 {
        sql::query("DELETE FROM changes WHERE version <= $1").bind(version - KEPT).execute(transaction).await?;
    }
    Ok((version, summarize(&posts)))
}

/// Returns the changes that rows of the table `changes` mean.
fn summarize(posts: &[i64]) -> Vec<StoreChange> {
    let changes: Vec<StoreChange> = posts.iter().copied().map(StoreChange::of_row).collect();
    if changes.contains(&StoreChange::Everything) || changes.len() as i64 >= MANY {
        return vec![StoreChange::Everything];
    }
    changes
}

impl PostgresDatabase {
    /// Learns what other nodes have changed, and has the page cache drop it. Returns what else there is to do.
    pub async fn catch_up(&self) -> sqlx::Result<OutsideChange> {
        let turn = self.applied.asking.lock().await;
        let asked = timeout(PATIENCE, self.ask(turn)).await.unwrap_or(Err(sqlx::Error::PoolTimedOut));
        self.is_lost.store(asked.is_err(), SeqCst);
        asked.map(|()| self.applied.take_left())
    }

    async fn ask(&self, _turn: MutexGuard<'_, ()>) -> sqlx::Result<()> {
        let begun = Instant::now();
        let known = self.applied.version();
        let mut reading = self.read().await?;
        let rows: Vec<(i64, Option<i64>, Option<i64>)> = sql::query_as(
            "SELECT t.version, c.version, c.post FROM clock t LEFT JOIN changes c ON c.version > $1 LIMIT $2",
        )
        .bind(known)
        .bind(MANY)
        .fetch_all(&mut reading)
        .await?;
        drop(reading);
        let newest = rows.first().map_or(known, |(newest, ..)| *newest);
        // Rows that were cut off are unknown, too.
        let is_far_behind = newest - known >= KEPT / 2 || newest < known || rows.len() as i64 >= MANY;
        let others: Vec<i64> = rows
            .into_iter()
            .filter_map(|(_, version, post)| version.zip(post))
            .filter(|(version, _)| !self.applied.is_own(*version))
            .map(|(_, post)| post)
            .collect();
        let changed = if is_far_behind { vec![StoreChange::Everything] } else { summarize(&others) };
        self.changes.tell(&changed);
        self.applied.leave(match changed.is_empty() {
            _ if is_far_behind || others.contains(&SETTINGS) => OutsideChange::Settings,
            false => OutsideChange::Content,
            true => OutsideChange::Nothing,
        });
        if newest < known {
            // The database was replaced by an older one.
            self.applied.version.store(newest, SeqCst);
        }
        self.applied.advance(newest, begun);
        Ok(())
    }

    /// Waits until another node may have changed something.
    pub async fn wait_for_change(&self, listener: &mut Option<PgListener>) {
        if listener.is_none() {
            *listener = self.listen().await;
        }
        let Some(listening) = listener else { return sleep(INTERVAL).await };
        sleep(REST).await;
        // Without a notification for a while, a new connection is made: a broken one may not be noticed.
        match timeout(INTERVAL, listening.try_recv()).await {
            Ok(Ok(Some(_))) => while listening.next_buffered().is_some() {},
            Ok(_) => *listener = None,
            Err(_) => {}
        }
    }

    async fn listen(&self) -> Option<PgListener> {
        let mut listener = PgListener::connect_with(&self.readers).await.ok()?;
        listener.listen(CHANNEL).await.ok()?;
        Some(listener)
    }

    /// Returns once this node knows the changes up to a version, or false after a second.
    pub async fn reach(&self, version: i64) -> bool {
        if self.applied.knows(version) {
            return true;
        }
        let begun = Instant::now();
        let caught_up = async {
            // One question is enough for all who wait here. A version that is still unknown then does not exist.
            let turn = self.applied.asking.lock().await;
            if *self.applied.asked.lock().unwrap_or_else(PoisonError::into_inner) > begun {
                return Ok(());
            }
            self.ask(turn).await
        };
        timeout(INTERVAL, caught_up).await.is_ok_and(|asked| asked.is_ok())
    }

    /// Returns whether the primary has not answered for so long that pages in memory must not be shown any more.
    pub fn is_out_of_date(&self) -> bool {
        self.applied.age() > self.longest_outage
    }

    pub fn applied(&self) -> &AppliedVersion {
        &self.applied
    }
}

#[cfg(test)]
mod tests {
    use sqlx::{Connection as _, PgConnection};

    use super::*;
    use crate::store::{Database, Store, testing};

    fn postgres(store: &Store) -> Option<&PostgresDatabase> {
        match &store.database {
            Database::Sqlite(_) => None,
            Database::Postgres(database) => Some(database),
        }
    }

    /// Writes changes as another node does.
    async fn write_elsewhere(database: &PostgresDatabase, posts: &str) {
        let mut other = PgConnection::connect(database.url.hosts()[0].as_str()).await.unwrap();
        let sql = format!(
            "UPDATE clock SET version = version + 1;
             INSERT INTO changes SELECT t.version, n FROM clock t, generate_series({posts}) n"
        );
        sqlx::raw_sql(sqlx::AssertSqlSafe(sql)).execute(&mut other).await.unwrap();
    }

    #[tokio::test]
    async fn changes_that_were_cut_off_are_taken_as_everything() {
        let (store, _folder) = testing::open().await;
        let Some(database) = postgres(&store) else { return };
        let mut writing = store.write().await.unwrap();
        let own = "INSERT INTO changes SELECT t.version, n FROM clock t, generate_series(1, 999) n";
        sql::query(own).execute(&mut writing).await.unwrap();
        writing.commit().await.unwrap();
        write_elsewhere(database, "5001, 5300").await;
        let (told, heard) = std::sync::mpsc::channel();
        store.changes.listen(Box::new(move |changes| drop(told.send(changes.to_vec()))));
        assert_eq!(database.catch_up().await.unwrap(), OutsideChange::Settings);
        assert_eq!(heard.recv().unwrap(), [StoreChange::Everything]);
    }

    #[tokio::test]
    async fn an_own_write_does_not_hide_an_earlier_one_of_another_node() {
        let (store, _folder) = testing::open().await;
        let Some(database) = postgres(&store) else { return };
        write_elsewhere(database, "7, 7").await;
        store.write().await.unwrap().commit().await.unwrap();
        let (own, applied) = (store.newest_own(), database.applied());
        assert!(applied.knows(own) && !applied.knows(own - 1));
        // A reader asks first. The background task still learns that there is something to do, once.
        assert!(store.catch_up(own - 1).await && applied.knows(own - 1));
        assert_eq!(database.catch_up().await.unwrap(), OutsideChange::Content);
        assert_eq!(database.catch_up().await.unwrap(), OutsideChange::Nothing);
        write_elsewhere(database, "-1, 0").await;
        assert!(store.catch_up(own + 1).await);
        assert_eq!(database.catch_up().await.unwrap(), OutsideChange::Settings);
    }
}
