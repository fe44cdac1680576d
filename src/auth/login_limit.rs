//! Rate limits of login attempts. Attempts on an account are counted per address, so that an attacker cannot lock its
//! owner out. A browser in which the owner has logged in before has a separate limit. Attempts from many addresses at
//! once reach the limit of the whole account, which delays and then rejects them.
//!
//! Attempts on accounts that do not exist count as well, so responses do not reveal which accounts exist.

use std::num::NonZeroU32;
use std::time::Duration;

use tokio::sync::Semaphore;

use super::client_address::ClientAddress;
use super::rate_limit::{RateLimit, in_minutes};
use super::token;
use crate::store::Store;

/// High enough for an office behind one address whose users log in at the same time.
const PER_ADDRESS: (NonZeroU32, Duration) = (NonZeroU32::new(20).unwrap(), Duration::from_secs(30));
/// Allows for typing errors, and is so slow that even a weak password withstands years of guessing.
const PER_ACCOUNT_AND_ADDRESS: (NonZeroU32, Duration) = (NonZeroU32::new(10).unwrap(), Duration::from_mins(1));
/// Limit of a device known to the account.
const PER_DEVICE: (NonZeroU32, Duration) = (NonZeroU32::new(10).unwrap(), Duration::from_mins(1));
/// All unknown devices together: 8640 attempts a day, which is too few to guess a password that is not among the common
/// ones.
const PER_ACCOUNT: (NonZeroU32, Duration) = (NonZeroU32::new(30).unwrap(), Duration::from_secs(10));
/// Started passkey logins. Pages start one by themselves, at once and then every four minutes.
const CHALLENGES_PER_ADDRESS: (NonZeroU32, Duration) = (NonZeroU32::new(60).unwrap(), Duration::from_secs(5));
/// Mails with a link for another password, to one address.
const RESETS_PER_ACCOUNT: (NonZeroU32, Duration) = (NonZeroU32::new(3).unwrap(), Duration::from_mins(20));
/// Maximum number of delayed attempts at a time, since each holds a connection.
const MOST_DELAYED: usize = 32;

/// Counts login attempts, whether they succeed or not.
#[derive(Debug)]
pub struct LoginLimit {
    by_address: RateLimit<ClientAddress>,
    by_account_and_address: RateLimit<(String, ClientAddress)>,
    by_device: RateLimit<(String, String)>,
    by_account: RateLimit<String>,
    challenges: RateLimit<ClientAddress>,
    resets: RateLimit<String>,
    delayed: Semaphore,
    longest_delay: Duration,
    /// Shared with other nodes.
    store: Option<Store>,
}

impl Default for LoginLimit {
    fn default() -> LoginLimit {
        LoginLimit {
            by_address: RateLimit::new(PER_ADDRESS.0, PER_ADDRESS.1),
            by_account_and_address: RateLimit::new(PER_ACCOUNT_AND_ADDRESS.0, PER_ACCOUNT_AND_ADDRESS.1),
            by_device: RateLimit::new(PER_DEVICE.0, PER_DEVICE.1),
            by_account: RateLimit::new(PER_ACCOUNT.0, PER_ACCOUNT.1),
            challenges: RateLimit::new(CHALLENGES_PER_ADDRESS.0, CHALLENGES_PER_ADDRESS.1),
            resets: RateLimit::new(RESETS_PER_ACCOUNT.0, RESETS_PER_ACCOUNT.1),
            delayed: Semaphore::new(MOST_DELAYED),
            longest_delay: PER_ACCOUNT.1,
            store: None,
        }
    }
}

impl LoginLimit {
    /// Creates limits that hold for all nodes of the store's site.
    pub fn new(store: &Store) -> LoginLimit {
        LoginLimit { store: Some(store.clone()), ..LoginLimit::default() }
    }

    /// Counts one attempt from an address that names no account.
    ///
    /// # Errors
    /// The time to wait, in minutes.
    pub async fn take(&self, address: ClientAddress) -> Result<(), u32> {
        let store = self.store.as_ref();
        self.by_address.count_shared("login-address", &address.subscriber(), store).await.map_err(in_minutes)
    }

    /// Counts one passkey challenge.
    ///
    /// # Errors
    /// The time to wait, in minutes.
    pub async fn take_challenge(&self, address: ClientAddress) -> Result<(), u32> {
        let store = self.store.as_ref();
        self.challenges.count_shared("challenge", &address.subscriber(), store).await.map_err(in_minutes)
    }

    /// Counts one mail with a link for another password.
    ///
    /// # Errors
    /// The time to wait, in minutes.
    pub async fn take_reset(&self, account: &str) -> Result<(), u32> {
        let account = token::hash(&account.trim().to_lowercase());
        self.resets.count_shared("password-reset", &account, self.store.as_ref()).await.map_err(in_minutes)
    }

    /// Counts one attempt from an address on an account, identified by the name that was entered. `device` is the id of
    /// a device known to the account. If the account is attacked from many addresses, this takes a few seconds.
    ///
    /// # Errors
    /// The time to wait, in minutes.
    pub async fn take_for(&self, address: ClientAddress, account: &str, device: Option<&str>) -> Result<(), u32> {
        // Only the hash of the name is stored, since the name may be long.
        let account = token::hash(&account.trim().to_lowercase());
        let store = self.store.as_ref();
        if let Some(device) = device {
            let key = (device.to_owned(), account);
            return self.by_device.count_shared("login-device", &key, store).await.map_err(in_minutes);
        }
        self.take(address).await?;
        let key = (account.clone(), address.subscriber());
        self.by_account_and_address.count_shared("login-account-address", &key, store).await.map_err(in_minutes)?;
        let Err(wait) = self.by_account.count_shared("login-account", &account, store).await else { return Ok(()) };
        let _seat = self.delayed.try_acquire().map_err(|_| 1u32)?;
        tokio::time::sleep(wait.min(self.longest_delay)).await;
        self.by_account.count_shared("login-account", &account, store).await.map_err(in_minutes)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use futures::FutureExt;

    use super::*;

    const LAN: &str = "lan@example.org";

    fn address(last: u8) -> ClientAddress {
        IpAddr::from([192, 0, 2, last]).into()
    }

    #[tokio::test]
    async fn an_account_has_a_limit_for_each_address() {
        let limit = LoginLimit::default();
        for _ in 0..10 {
            assert_eq!(limit.take_for(address(1), "Lan@example.org ", None).await, Ok(()));
        }
        assert_eq!(limit.take_for(address(1), "lan@EXAMPLE.org", None).await, Err(1));
        assert_eq!(limit.take_for(address(1), "minh@example.org", None).await, Ok(()));
        assert_eq!(limit.take_for(address(2), LAN, None).await, Ok(()), "nobody else is locked out");
    }

    #[tokio::test]
    async fn an_address_has_a_limit_for_all_accounts() {
        let limit = LoginLimit::default();
        for number in 0..20 {
            assert_eq!(limit.take_for(address(1), &format!("{number}@example.org"), None).await, Ok(()));
        }
        assert_eq!(limit.take_for(address(1), LAN, None).await, Err(1));
        assert_eq!(limit.take(address(1)).await, Err(1));
        assert_eq!(limit.take(address(2)).await, Ok(()));
    }

    #[tokio::test]
    async fn a_known_device_has_a_limit_of_its_own() {
        let limit = LoginLimit::default();
        while limit.take_for(address(1), LAN, None).await.is_ok() {}
        while limit.take(address(1)).await.is_ok() {}
        for _ in 0..10 {
            assert_eq!(limit.take_for(address(1), LAN, Some("laptop")).await, Ok(()), "also at the same address");
        }
        assert_eq!(limit.take_for(address(2), LAN, Some("laptop")).await, Err(1), "also elsewhere");
        assert_eq!(limit.take_for(address(1), LAN, Some("phone")).await, Ok(()));
    }

    /// A limit with an account that was tried from so many addresses that it has reached the limit of the account.
    fn attacked(longest_delay: Duration) -> LoginLimit {
        let limit = LoginLimit { longest_delay, ..LoginLimit::default() };
        for last in 0..30 {
            assert_eq!(limit.take_for(address(last), LAN, None).now_or_never(), Some(Ok(())));
        }
        limit
    }

    #[tokio::test]
    async fn many_addresses_are_delayed_but_known_devices_are_not() {
        let limit = attacked(Duration::from_hours(1));
        assert_eq!(limit.take_for(address(200), LAN, None).now_or_never(), None);
        assert_eq!(limit.take_for(address(200), LAN, Some("laptop")).now_or_never(), Some(Ok(())));
        let other = limit.take_for(address(200), "minh@example.org", None);
        assert_eq!(other.now_or_never(), Some(Ok(())), "others have a pace of their own");
    }

    #[tokio::test]
    async fn after_the_delay_attempts_are_rejected() {
        let limit = attacked(Duration::ZERO);
        assert_eq!(limit.take_for(address(200), LAN, None).await, Err(1), "a minute, not for ever");
    }

    #[tokio::test]
    async fn the_number_of_delayed_attempts_is_limited() {
        let limit = attacked(Duration::from_hours(1));
        let mut delayed: Vec<_> =
            (0..MOST_DELAYED).map(|number| Box::pin(limit.take_for(address(100 + number as u8), LAN, None))).collect();
        assert!(delayed.iter_mut().all(|attempt| attempt.now_or_never().is_none()));
        assert_eq!(limit.take_for(address(99), LAN, None).now_or_never(), Some(Err(1)), "told at once");
        drop(delayed);
        assert_eq!(limit.take_for(address(98), LAN, None).now_or_never(), None, "who hangs up makes room");
    }

    #[tokio::test]
    async fn nobody_is_flooded_with_mail() {
        let limit = LoginLimit::default();
        for _ in 0..3 {
            assert_eq!(limit.take_reset(LAN).await, Ok(()));
        }
        assert_eq!(limit.take_reset(" Lan@example.org").await, Err(20));
        assert_eq!(limit.take_reset("minh@example.org").await, Ok(()));
    }

    #[tokio::test]
    async fn challenges_are_limited() {
        let limit = LoginLimit::default();
        for _ in 0..60 {
            assert_eq!(limit.take_challenge(address(1)).await, Ok(()));
        }
        assert_eq!(limit.take_challenge(address(1)).await, Err(1));
        assert_eq!(limit.take_challenge(address(2)).await, Ok(()));
        assert_eq!(limit.take(address(1)).await, Ok(()), "attempts are counted apart");
    }
}
