//! Rate limits of comments and of requests, by address. The limits of login attempts are in `login_limit`.

use std::fmt::Debug;
use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client_address::ClientAddress;
use super::token;
use crate::config::CommentSettings;
use crate::model::error::FieldErrorKind;
use crate::store::Store;
use crate::store::rate_limits::{self, Rate};

/// Above this number of keys, inactive ones are removed.
const REMEMBERED: usize = 10_000;
/// Minimum time between two removals.
const PAUSE: Duration = Duration::from_secs(1);

/// A rate limit per key.
#[derive(Debug)]
pub(super) struct RateLimit<K: Clone + Eq + Hash> {
    limiter: DefaultKeyedRateLimiter<K>,
    rate: Rate,
    clock: DefaultClock,
    /// Time of the last removal.
    tidied: Mutex<Option<Instant>>,
}

impl<K: Clone + Eq + Hash> RateLimit<K> {
    /// Creates a limit of `burst` at once, and one more after each period.
    pub(super) fn new(burst: NonZeroU32, every: Duration) -> RateLimit<K> {
        // `with_period` returns `None` only for a period of zero.
        let quota = Quota::with_period(every).unwrap_or(Quota::per_minute(burst));
        let limiter = RateLimiter::keyed(quota.allow_burst(burst));
        let rate = Rate { burst: burst.get(), every };
        RateLimit { limiter, rate, clock: DefaultClock::default(), tidied: Mutex::default() }
    }

    /// Counts one event.
    ///
    /// # Errors
    /// The time to wait.
    pub(super) fn count(&self, key: &K) -> Result<(), Duration> {
        self.forget();
        self.limiter.check_key(key).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Counts one event by the rule of this name, also on the other nodes of the site.
    ///
    /// # Errors
    /// The time to wait.
    pub(super) async fn count_shared(&self, rule: &str, key: &K, store: Option<&Store>) -> Result<(), Duration>
    where
        K: Debug,
    {
        self.count(key)?;
        let Some(store) = store.filter(|store| store.is_shared()) else { return Ok(()) };
        // Hashed, because it may hold the address of a person.
        let key = token::hash(&format!("{key:?}"));
        match rate_limits::take(store, rule, &key, self.rate).await {
            Ok(None) => Ok(()),
            Ok(Some(wait)) => Err(wait),
            Err(error) => {
                // What is limited needs the database, too, and will not happen.
                tracing::warn!(%error, "a limit could not be asked for");
                Ok(())
            }
        }
    }

    /// Removes inactive keys if there are many. It does not run each time, since all keys may be active.
    fn forget(&self) {
        if self.limiter.len() <= REMEMBERED {
            return;
        }
        let Ok(mut tidied) = self.tidied.try_lock() else { return };
        if tidied.is_none_or(|tidied| tidied.elapsed() >= PAUSE) {
            *tidied = Some(Instant::now());
            self.limiter.retain_recent();
        }
    }
}

/// Returns a time to wait in minutes, to be shown.
pub(super) fn in_minutes(wait: Duration) -> u32 {
    (wait.as_secs() / 60 + 1).try_into().unwrap_or(u32::MAX)
}

/// Rate limit of comments by address.
#[derive(Debug)]
pub struct CommentLimit {
    by_address: RateLimit<ClientAddress>,
    store: Option<Store>,
}

impl CommentLimit {
    /// Creates the limit that the settings define. It holds for all nodes of the store's site.
    pub fn new(settings: &CommentSettings, store: Option<&Store>) -> CommentLimit {
        let every = Duration::from_secs(60 * u64::from(settings.minutes_per_comment.get()));
        CommentLimit { by_address: RateLimit::new(settings.burst, every), store: store.cloned() }
    }

    /// Counts one comment.
    ///
    /// # Errors
    /// [`FieldErrorKind::TooMany`] with the time to wait, in minutes.
    pub async fn take(&self, address: ClientAddress) -> Result<(), FieldErrorKind> {
        let counted = self.by_address.count_shared("comment", &address.subscriber(), self.store.as_ref()).await;
        counted.map_err(|wait| FieldErrorKind::TooMany(in_minutes(wait)))
    }
}

/// Rate limit of requests by address. The burst is ten times the number per second.
#[derive(Debug)]
pub struct RequestLimit {
    /// `None` if there is no limit.
    by_address: Option<RateLimit<ClientAddress>>,
}

impl RequestLimit {
    /// Creates a limit; 0 means no limit.
    pub fn new(per_second: u32) -> RequestLimit {
        let burst = NonZeroU32::new(per_second.saturating_mul(10));
        let every = Duration::from_secs(1).checked_div(per_second);
        RequestLimit { by_address: burst.zip(every).map(|(burst, every)| RateLimit::new(burst, every)) }
    }

    /// Counts one request.
    ///
    /// # Errors
    /// The time to wait, in seconds.
    pub fn take(&self, address: ClientAddress) -> Result<(), u64> {
        let Some(limit) = &self.by_address else { return Ok(()) };
        limit.count(&address.subscriber()).map_err(|wait| wait.as_secs() + 1)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;
    use crate::config::{Overrides, load};

    fn address(text: &str) -> ClientAddress {
        text.parse::<IpAddr>().unwrap().into()
    }

    #[tokio::test]
    async fn each_subscriber_has_a_limit_of_its_own() {
        let settings = load(&Overrides::default(), |_| None).unwrap().comments;
        let limit = CommentLimit::new(&settings, None);
        let take = async |text: &str| limit.take(address(text)).await;
        for _ in 0..settings.burst.get() {
            assert_eq!(take("2001:db8::1").await, Ok(()));
        }
        assert!(matches!(take("2001:db8::2").await, Err(FieldErrorKind::TooMany(1..=3))));
        assert_eq!(take("2001:db8:0:1::1").await, Ok(()));
        assert_eq!(take("192.0.2.1").await, Ok(()));
    }

    #[tokio::test]
    async fn nodes_of_one_site_count_together() {
        let (store, _folder) = crate::store::testing::open().await;
        let settings = load(&Overrides::default(), |_| None).unwrap().comments;
        let (one, two) = (CommentLimit::new(&settings, Some(&store)), CommentLimit::new(&settings, Some(&store)));
        for _ in 0..settings.burst.get() {
            assert_eq!(one.take(address("192.0.2.1")).await, Ok(()));
        }
        assert_eq!(two.take(address("192.0.2.1")).await.is_err(), store.is_shared());
    }

    #[test]
    fn requests_are_counted_by_subscriber() {
        let limit = RequestLimit::new(2);
        for last in 0..20 {
            assert_eq!(limit.take(address(&format!("2001:db8::{last}"))), Ok(()));
        }
        assert_eq!(limit.take(address("2001:db8::99")), Err(1));
        assert_eq!(limit.take(address("192.0.2.1")), Ok(()));
        for _ in 0..20 {
            assert_eq!(limit.take(ClientAddress::Unknown), Ok(()));
        }
        assert_eq!(limit.take(ClientAddress::Unknown), Err(1), "the unknown are one client");
        let none = RequestLimit::new(0);
        assert!((0..1000).all(|_| none.take(address("192.0.2.1")).is_ok()));
    }
}
