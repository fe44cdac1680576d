//! Quotas on what clients hold at the same time, such as connections or bytes of bodies: overall and per client.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::auth::client_address::ClientAddress;

/// Who uses a part of a quota.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum QuotaClient {
    /// A stranger, identified as in rate limits ([`ClientAddress::subscriber`]).
    Address(ClientAddress),
    /// The user with this ID.
    User(i64),
}

impl From<ClientAddress> for QuotaClient {
    fn from(address: ClientAddress) -> QuotaClient {
        QuotaClient::Address(address.subscriber())
    }
}

/// A shared quota.
#[derive(Debug)]
pub struct ClientQuota {
    most: u64,
    /// 0: no limit.
    most_of_one: u64,
    held: Mutex<Held>,
}

#[derive(Debug, Default)]
struct Held {
    all: u64,
    by_client: HashMap<QuotaClient, u64>,
}

/// How much of a quota one client may use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientShare {
    /// At most the share of one client.
    Own,
    /// All of it, since this address stands for many clients.
    All,
}

/// A part of a quota, returned when it is dropped.
#[derive(Debug)]
pub struct QuotaPermit {
    quota: Arc<ClientQuota>,
    client: QuotaClient,
    share: ClientShare,
    amount: u64,
}

impl ClientQuota {
    /// Creates a quota with an overall limit and one per client; 0 means no limit per client.
    pub fn new(most: u64, most_of_one: u64) -> Arc<ClientQuota> {
        Arc::new(ClientQuota { most, most_of_one, held: Mutex::default() })
    }

    /// Takes a permit for an amount; `None` if that exceeds the quota.
    pub fn take(
        self: &Arc<ClientQuota>,
        client: impl Into<QuotaClient>,
        share: ClientShare,
        amount: u64,
    ) -> Option<QuotaPermit> {
        let mut permit = QuotaPermit { quota: self.clone(), client: client.into(), share, amount: 0 };
        permit.extend_to(amount).then_some(permit)
    }

    /// Returns the amount held by all clients.
    #[cfg(test)]
    pub fn amount(&self) -> u64 {
        self.held().all
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl QuotaPermit {
    /// Extends the permit to this amount if it is smaller. Returns false and changes nothing if that exceeds the quota.
    pub fn extend_to(&mut self, amount: u64) -> bool {
        let more = amount.saturating_sub(self.amount);
        if more == 0 {
            return true;
        }
        let mut held = self.quota.held();
        let of_one = held.by_client.get(&self.client).copied().unwrap_or_default();
        let is_bounded = self.share == ClientShare::Own && self.quota.most_of_one > 0;
        if held.all + more > self.quota.most || (is_bounded && of_one + more > self.quota.most_of_one) {
            return false;
        }
        held.all += more;
        held.by_client.insert(self.client, of_one + more);
        self.amount = amount;
        true
    }
}

impl Drop for QuotaPermit {
    fn drop(&mut self) {
        if self.amount == 0 {
            return;
        }
        let mut held = self.quota.held();
        held.all -= self.amount;
        if let Some(of_one) = held.by_client.get_mut(&self.client) {
            *of_one -= self.amount;
            if *of_one == 0 {
                held.by_client.remove(&self.client);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;

    fn client(text: &str) -> ClientAddress {
        text.parse::<IpAddr>().unwrap().into()
    }

    #[test]
    fn clients_have_a_share_of_the_quota() {
        let quota = ClientQuota::new(3, 2);
        let take = |text: &str, share| quota.take(client(text), share, 1);
        let first = take("192.0.2.1", ClientShare::Own).unwrap();
        let _second = take("192.0.2.1", ClientShare::Own).unwrap();
        assert!(take("192.0.2.1", ClientShare::Own).is_none());
        let third = take("192.0.2.2", ClientShare::Own).unwrap();
        assert!(take("127.0.0.1", ClientShare::All).is_none(), "all is taken");
        drop(third);
        let trusted = take("192.0.2.1", ClientShare::All);
        assert!(trusted.is_some());
        drop((first, trusted));
        assert!(take("192.0.2.1", ClientShare::Own).is_some());
        assert_eq!(quota.held().by_client.len(), 1, "nobody is remembered who has left");
    }

    #[test]
    fn a_network_is_one_client() {
        let quota = ClientQuota::new(10, 1);
        let permit = quota.take(client("2001:db8:1:2::1"), ClientShare::Own, 1);
        assert!(permit.is_some() && quota.take(client("2001:db8:1:2:ffff::9"), ClientShare::Own, 1).is_none());
        assert!(quota.take(client("2001:db8:1:3::1"), ClientShare::Own, 1).is_some());
        let unknown = quota.take(ClientAddress::Unknown, ClientShare::Own, 1);
        assert!(unknown.is_some() && quota.take(ClientAddress::Unknown, ClientShare::Own, 1).is_none());
    }

    #[test]
    fn permits_extend_within_the_quota() {
        let quota = ClientQuota::new(10, 0);
        let mut permit = quota.take(client("192.0.2.1"), ClientShare::Own, 0).unwrap();
        assert!(permit.extend_to(6) && permit.extend_to(4), "less is no change");
        let other = quota.take(client("192.0.2.2"), ClientShare::Own, 4).unwrap();
        assert!(!permit.extend_to(7));
        drop(other);
        assert!(permit.extend_to(10));
        drop(permit);
        assert_eq!((quota.amount(), quota.held().by_client.len()), (0, 0));
    }
}
