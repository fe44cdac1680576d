//! The time, which tests can set.

use std::cell::Cell;

use crate::model::Milliseconds;

thread_local! {
    /// How far the clock of this thread is ahead of the machine's.
    static AHEAD: Cell<Milliseconds> = const { Cell::new(0) };
}

/// Returns the time, in milliseconds since 1970.
pub fn now() -> Milliseconds {
    jiff::Timestamp::now().as_millisecond() + AHEAD.get()
}

/// Moves the clock of this thread forward, or back if `by` is negative. It is for tests: each has a thread and a runtime of
/// its own, so that one test does not change the time of another. What runs on a blocking thread is not moved.
pub fn advance(by: Milliseconds) {
    AHEAD.set(AHEAD.get() + by);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_clock_of_one_thread_is_set() {
        let day = 24 * 60 * 60 * 1000;
        let before = now();
        advance(day);
        assert!((day..2 * day).contains(&(now() - before)));
        assert!(std::thread::spawn(now).join().unwrap() - before < day);
    }
}
