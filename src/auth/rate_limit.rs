//! Rate limits of comments and of requests, by address. The limits of login attempts are in `login_limit`.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client_address::ClientAddress;
use crate::config::CommentSettings;
use crate::model::error::FieldErrorKind;

/// Above this number of keys, inactive ones are removed.
const REMEMBERED: usize = 10_000;
/// Minimum time between two removals.
const PAUSE: Duration = Duration::from_secs(1);

/// A rate limit per key.
#[derive(Debug)]
pub(super) struct RateLimit<K: Clone + Eq + Hash> {
    limiter: DefaultKeyedRateLimiter<K>,
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
        RateLimit { limiter, clock: DefaultClock::default(), tidied: Mutex::default() }
    }

    /// Counts one event.
    ///
    /// # Errors
    /// The time to wait.
    pub(super) fn count(&self, key: &K) -> Result<(), Duration> {
        self.forget();
        self.limiter.check_key(key).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Counts one event.
    ///
    /// # Errors
    /// The time to wait, in minutes.
    pub(super) fn take(&self, key: &K) -> Result<(), u32> {
        self.count(key).map_err(|wait| (wait.as_secs() / 60 + 1).try_into().unwrap_or(u32::MAX))
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

/// Rate limit of comments by address.
#[derive(Debug)]
pub struct CommentLimit {
    by_address: RateLimit<ClientAddress>,
}

impl CommentLimit {
    /// Creates the limit that the settings define.
    pub fn new(settings: &CommentSettings) -> CommentLimit {
        let every = Duration::from_secs(60 * u64::from(settings.minutes_per_comment.get()));
        CommentLimit { by_address: RateLimit::new(settings.burst, every) }
    }

    /// Counts one comment.
    ///
    /// # Errors
    /// [`FieldErrorKind::TooMany`] with the time to wait, in minutes.
    pub fn take(&self, address: ClientAddress) -> Result<(), FieldErrorKind> {
        self.by_address.take(&address.subscriber()).map_err(FieldErrorKind::TooMany)
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

    #[test]
    fn each_subscriber_has_a_limit_of_its_own() {
        let settings = load(&Overrides::default(), |_| None).unwrap().comments;
        let limit = CommentLimit::new(&settings);
        let take = |text: &str| limit.take(address(text));
        for _ in 0..settings.burst.get() {
            assert_eq!(take("2001:db8::1"), Ok(()));
        }
        assert!(matches!(take("2001:db8::2"), Err(FieldErrorKind::TooMany(1..=3))));
        assert_eq!(take("2001:db8:0:1::1"), Ok(()));
        assert_eq!(take("192.0.2.1"), Ok(()));
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
