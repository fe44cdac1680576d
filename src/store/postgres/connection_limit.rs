use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering::Relaxed};

use super::options::{count_allowed, count_needed};
use crate::config::DatabaseSettings;
use crate::store::sql::Connection;

/// Whether the server, the database and the user allow a node as many connections as it may need. Otherwise it waits for
/// some in vain as soon as many read.
#[derive(Clone, Debug)]
pub struct ConnectionLimit {
    needed: i64,
    is_too_low: Arc<AtomicBool>,
}

impl ConnectionLimit {
    /// The limit of a node that has not been examined yet.
    pub fn new(settings: &DatabaseSettings) -> ConnectionLimit {
        ConnectionLimit { needed: count_needed(settings), is_too_low: Arc::default() }
    }

    /// Asks the database. Returns whether it allows too few. The log has the numbers when that changes.
    pub async fn examine(&self, connection: &mut Connection) -> sqlx::Result<bool> {
        let allowed = count_allowed(connection).await?;
        let is_too_low = allowed < self.needed;
        if is_too_low != self.is_too_low.swap(is_too_low, Relaxed) {
            let needed = self.needed;
            match is_too_low {
                true => tracing::warn!(allowed, needed, "the database allows this node too few connections"),
                false => tracing::info!(allowed, needed, "the database allows this node enough connections"),
            }
        }
        Ok(is_too_low)
    }

    /// Returns what was found when the database was last asked.
    pub fn is_too_low(&self) -> bool {
        self.is_too_low.load(Relaxed)
    }
}
