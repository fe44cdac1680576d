//! Rate limit of link previews by user.

use std::num::NonZeroU32;
use std::time::Duration;

use super::rate_limit::RateLimit;
use crate::store::Store;

/// Enough for a list of links that is pasted at once, and too slow for searching other sites.
const PER_USER: (NonZeroU32, Duration) = (NonZeroU32::new(30).unwrap(), Duration::from_secs(5));

/// Counts the pages of other sites that users have read. It holds for all nodes of the store's site.
#[derive(Debug)]
pub struct PreviewLimit {
    by_user: RateLimit<i64>,
    store: Store,
}

impl PreviewLimit {
    /// Creates the limit.
    pub fn new(store: &Store) -> PreviewLimit {
        PreviewLimit { by_user: RateLimit::new(PER_USER.0, PER_USER.1), store: store.clone() }
    }

    /// Counts one preview. Returns whether it is allowed.
    pub async fn take(&self, user: i64) -> bool {
        self.by_user.count_shared("preview", &user, Some(&self.store)).await.is_ok()
    }
}
