//! How often one address may comment.

use std::net::{IpAddr, Ipv6Addr};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::config::CommentSettings;
use crate::model::error::Fault;

/// Above this many remembered addresses, those that have been quiet are forgotten.
const REMEMBERED: usize = 10_000;

/// Counts comments by address.
#[derive(Debug)]
pub struct CommentLimit {
    limiter: DefaultKeyedRateLimiter<IpAddr>,
    clock: DefaultClock,
}

impl CommentLimit {
    /// A limit as the settings ask for.
    pub fn new(settings: &CommentSettings) -> CommentLimit {
        let every = Duration::from_secs(60 * u64::from(settings.minutes_per_comment.get()));
        // `with_period` refuses only a period of zero, which the settings' type cannot hold.
        let quota = Quota::with_period(every).unwrap_or(Quota::per_minute(settings.burst));
        CommentLimit { limiter: RateLimiter::keyed(quota.allow_burst(settings.burst)), clock: DefaultClock::default() }
    }

    /// Counts one comment, or tells how long to wait.
    pub fn take(&self, address: IpAddr) -> Result<(), Fault> {
        if self.limiter.len() > REMEMBERED {
            self.limiter.retain_recent();
        }
        self.limiter.check_key(&subscriber(address)).map_err(|until| {
            let seconds = until.wait_time_from(self.clock.now()).as_secs();
            Fault::TooMany((seconds / 60 + 1).try_into().unwrap_or(u32::MAX))
        })
    }
}

/// What one subscriber has: an IPv4 address, or an IPv6 network of 64 bits (RFC 6177).
fn subscriber(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => {
            let mut segments = address.segments();
            segments[4..].fill(0);
            IpAddr::V6(Ipv6Addr::from(segments))
        }
        address => address,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, load};

    #[test]
    fn each_subscriber_has_a_limit_of_its_own() {
        let settings = load(&Overrides::default(), |_| None).unwrap().comments;
        let limit = CommentLimit::new(&settings);
        let take = |address: &str| limit.take(address.parse().unwrap());
        for _ in 0..settings.burst.get() {
            assert_eq!(take("2001:db8::1"), Ok(()));
        }
        assert!(matches!(take("2001:db8::2"), Err(Fault::TooMany(1..=3))));
        assert_eq!(take("2001:db8:0:1::1"), Ok(()));
        assert_eq!(take("192.0.2.1"), Ok(()));
    }
}
