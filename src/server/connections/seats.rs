use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::config::ServerSettings;

/// How many connections there are, in all and from each address.
#[derive(Debug)]
pub struct Seats {
    most: u32,
    /// 0: no bound.
    most_of_one: u32,
    taken: Mutex<Taken>,
}

#[derive(Debug, Default)]
struct Taken {
    all: u32,
    by_address: HashMap<IpAddr, u32>,
}

/// A connection's place, until it is dropped.
#[derive(Debug)]
pub struct Seat {
    seats: Arc<Seats>,
    address: IpAddr,
}

impl Seats {
    /// As the settings ask for.
    pub fn new(settings: &ServerSettings) -> Seats {
        let (most, most_of_one) = (settings.connections.get(), settings.connections_per_address);
        Seats { most, most_of_one, taken: Mutex::default() }
    }

    /// A seat for a connection from this address; `None` when there is none. Who is trusted may have all.
    pub fn take(self: &Arc<Seats>, address: IpAddr, is_trusted: bool) -> Option<Seat> {
        let mut taken = self.taken();
        if taken.all >= self.most {
            return None;
        }
        let of_one = taken.by_address.entry(address).or_default();
        if !is_trusted && self.most_of_one > 0 && *of_one >= self.most_of_one {
            return None;
        }
        *of_one += 1;
        taken.all += 1;
        Some(Seat { seats: self.clone(), address })
    }

    fn taken(&self) -> MutexGuard<'_, Taken> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let mut taken = self.seats.taken();
        taken.all -= 1;
        if let Some(of_one) = taken.by_address.get_mut(&self.address) {
            *of_one -= 1;
            if *of_one == 0 {
                taken.by_address.remove(&self.address);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_its_share_and_all_have_the_rest() {
        let seats = Arc::new(Seats { most: 3, most_of_one: 2, taken: Mutex::default() });
        let take = |address: &str, is_trusted| seats.take(address.parse().unwrap(), is_trusted);
        let first = take("192.0.2.1", false).unwrap();
        let _second = take("192.0.2.1", false).unwrap();
        assert!(take("192.0.2.1", false).is_none());
        let third = take("192.0.2.2", false).unwrap();
        assert!(take("127.0.0.1", true).is_none(), "the house is full");
        drop(third);
        let trusted = take("192.0.2.1", true);
        assert!(trusted.is_some());
        drop((first, trusted));
        assert!(take("192.0.2.1", false).is_some());
        assert_eq!(seats.taken().by_address.len(), 1, "nobody is remembered who has left");
    }
}
