use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, PoisonError};

use axum::body::Bytes;
use tokio::sync::Semaphore;

use super::{CardText, draw};

/// Memory limit of the cached cards in bytes, enough for about 300 of them.
const LIMIT: usize = 12 * 1024 * 1024;

/// Cache of drawn cards by path. The oldest are evicted.
#[derive(Debug)]
pub struct CardCache {
    kept: Mutex<CachedCard>,
    /// One card is drawn at a time, so that many requests do not occupy every core.
    turn: Semaphore,
}

#[derive(Debug, Default)]
struct CachedCard {
    cards: HashMap<String, Bytes>,
    order: VecDeque<String>,
    bytes: usize,
}

impl Default for CardCache {
    fn default() -> CardCache {
        CardCache { kept: Mutex::default(), turn: Semaphore::new(1) }
    }
}

impl CardCache {
    /// Returns the card at a path, from the cache or newly drawn. `None` if it cannot be drawn.
    pub async fn find(&self, path: &str, words: CardText) -> Option<Bytes> {
        if let Some(card) = self.with(|kept| kept.cards.get(path).cloned()) {
            return Some(card);
        }
        let _turn = self.turn.acquire().await.ok()?;
        // Another request may have drawn it meanwhile.
        if let Some(card) = self.with(|kept| kept.cards.get(path).cloned()) {
            return Some(card);
        }
        let card = tokio::task::spawn_blocking(move || draw(&words)).await;
        let card: Bytes = match card {
            Ok(Some(card)) => card.into(),
            failed => {
                tracing::error!(path, ?failed, "a card was not drawn");
                return None;
            }
        };
        self.with(|kept| kept.keep(path, card.clone(), LIMIT));
        Some(card)
    }

    fn with<T>(&self, change: impl FnOnce(&mut CachedCard) -> T) -> T {
        change(&mut self.kept.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl CachedCard {
    fn keep(&mut self, path: &str, card: Bytes, limit: usize) {
        self.bytes += card.len();
        self.order.push_back(path.to_owned());
        self.cards.insert(path.to_owned(), card);
        while self.bytes > limit {
            let Some(oldest) = self.order.pop_front() else { break };
            self.bytes -= self.cards.remove(&oldest).map_or(0, |card| card.len());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_oldest_are_evicted() {
        let mut kept = CachedCard::default();
        for name in ["a", "b", "c"] {
            kept.keep(name, Bytes::from_static(&[0; 40]), 100);
        }
        let mut names: Vec<_> = kept.cards.keys().cloned().collect();
        names.sort();
        assert_eq!((names, kept.bytes), (vec!["b".to_owned(), "c".to_owned()], 80));
    }
}
