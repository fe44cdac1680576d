//! How often one may: comment, and ask for what takes work, by address. For attempts to log in see `login_limit`.

use std::hash::Hash;
use std::num::NonZeroU32;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use super::client_address::ClientAddress;
use crate::config::CommentSettings;
use crate::model::error::FieldErrorKind;

/// Above this many remembered keys, those that have been quiet are forgotten.
const REMEMBERED: usize = 10_000;
/// Between two times of forgetting.
const PAUSE: Duration = Duration::from_secs(1);

/// Counts by key.
#[derive(Debug)]
pub(super) struct RateLimit<K: Clone + Eq + Hash> {
    limiter: DefaultKeyedRateLimiter<K>,
    clock: DefaultClock,
    /// When the quiet ones were last forgotten.
    tidied: Mutex<Option<Instant>>,
}

impl<K: Clone + Eq + Hash> RateLimit<K> {
    /// `burst` at once, and one more after each period.
    pub(super) fn new(burst: NonZeroU32, every: Duration) -> RateLimit<K> {
        // `with_period` refuses only a period of zero.
        let quota = Quota::with_period(every).unwrap_or(Quota::per_minute(burst));
        let limiter = RateLimiter::keyed(quota.allow_burst(burst));
        RateLimit { limiter, clock: DefaultClock::default(), tidied: Mutex::default() }
    }

    /// Counts one, or tells how long to wait.
    pub(super) fn count(&self, key: &K) -> Result<(), Duration> {
        self.forget();
        self.limiter.check_key(key).map_err(|until| until.wait_time_from(self.clock.now()))
    }

    /// Counts one, or tells how many minutes to wait.
    pub(super) fn take(&self, key: &K) -> Result<(), u32> {
        self.count(key).map_err(|wait| (wait.as_secs() / 60 + 1).try_into().unwrap_or(u32::MAX))
    }

    /// Forgets keys that have been quiet, when there are many; not each time, since all of them may be busy.
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

/// Counts comments by address.
#[derive(Debug)]
pub struct CommentLimit {
    by_address: RateLimit<ClientAddress>,
}

impl CommentLimit {
    /// A limit as the settings ask for.
    pub fn new(settings: &CommentSettings) -> CommentLimit {
        let every = Duration::from_secs(60 * u64::from(settings.minutes_per_comment.get()));
        CommentLimit { by_address: RateLimit::new(settings.burst, every) }
    }

    /// Counts one comment, or tells how long to wait.
    pub fn take(&self, address: ClientAddress) -> Result<(), FieldErrorKind> {
        self.by_address.take(&address.subscriber()).map_err(FieldErrorKind::TooMany)
    }
}

/// Counts requests by address: so many a second, and those of ten seconds at once.
#[derive(Debug)]
pub struct RequestLimit {
    /// None: there is no limit.
    by_address: Option<RateLimit<ClientAddress>>,
}

impl RequestLimit {
    /// With 0 there is no limit.
    pub fn new(per_second: u32) -> RequestLimit {
        let burst = NonZeroU32::new(per_second.saturating_mul(10));
        let every = Duration::from_secs(1).checked_div(per_second);
        RequestLimit { by_address: burst.zip(every).map(|(burst, every)| RateLimit::new(burst, every)) }
    }

    /// Counts one request, or tells how many seconds to wait.
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
