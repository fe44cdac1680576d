use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::PasskeyFault;
use crate::auth::token;

/// Lifetime of a ceremony. It is longer than the five minutes of the browser's time-out.
pub const LIFETIME: Duration = Duration::from_mins(6);

/// Above this number the oldest ceremony is dropped. An attacker who starts thousands only makes others start again.
pub const MAX_OPEN: usize = 2_000;

/// Open ceremonies. Each can be finished once.
pub struct Ceremonies<T> {
    open: Mutex<HashMap<String, (Instant, T)>>,
}

impl<T> Default for Ceremonies<T> {
    fn default() -> Ceremonies<T> {
        Ceremonies { open: Mutex::default() }
    }
}

impl<T> Ceremonies<T> {
    /// Stores a challenge and returns its id, which cannot be guessed.
    pub fn open(&self, asked: T) -> Result<String, PasskeyFault> {
        self.open_at(Instant::now(), asked)
    }

    /// Stores a challenge again under its id.
    pub fn reopen(&self, name: &str, asked: T) {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.insert(name.to_owned(), (Instant::now(), asked));
    }

    /// Removes a challenge and returns it unless it has expired.
    pub fn close(&self, name: &str) -> Option<T> {
        self.close_at(Instant::now(), name)
    }

    fn open_at(&self, now: Instant, asked: T) -> Result<String, PasskeyFault> {
        let name = token::issue().map_err(|_| PasskeyFault::Internal)?;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        open.retain(|_, (since, _)| is_fresh(now, *since));
        if open.len() >= MAX_OPEN {
            let oldest = open.iter().min_by_key(|(_, (since, _))| *since).map(|(name, _)| name.clone());
            oldest.and_then(|name| open.remove(&name));
        }
        open.insert(name.clone(), (now, asked));
        Ok(name)
    }

    fn close_at(&self, now: Instant, name: &str) -> Option<T> {
        let (since, asked) = self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(name)?;
        is_fresh(now, since).then_some(asked)
    }
}

fn is_fresh(now: Instant, since: Instant) -> bool {
    now.saturating_duration_since(since) < LIFETIME
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ceremonies_are_finished_once_and_in_time() {
        let ceremonies = Ceremonies::default();
        let start = Instant::now();
        let name = ceremonies.open_at(start, "a").unwrap();
        assert_eq!(ceremonies.close_at(start, "another"), None);
        assert_eq!(ceremonies.close_at(start, &name), Some("a"));
        assert_eq!(ceremonies.close_at(start, &name), None);
        let late = ceremonies.open_at(start, "b").unwrap();
        assert_eq!(ceremonies.close_at(start + LIFETIME, &late), None);
    }

    #[test]
    fn the_number_of_ceremonies_is_limited() {
        let ceremonies = Ceremonies::default();
        let start = Instant::now();
        let names: Vec<String> =
            (0..=MAX_OPEN).map(|i| ceremonies.open_at(start + Duration::from_millis(i as u64), i).unwrap()).collect();
        assert_eq!(ceremonies.open.lock().unwrap().len(), MAX_OPEN);
        assert_eq!(ceremonies.close_at(start, &names[0]), None);
        assert_eq!(ceremonies.close_at(start, &names[1]), Some(1));
        ceremonies.open_at(start + 2 * LIFETIME, 0).unwrap();
        assert_eq!(ceremonies.open.lock().unwrap().len(), 1);
    }
}
