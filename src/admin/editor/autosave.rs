//! When to save, and what to do when it did not work.

use std::time::Duration;

use crate::model::error::Error;

/// A pause this long, in milliseconds, is one to save in.
const IDLE_DELAY: f64 = 2_000.0;

/// Who types without a pause is saved this often.
const MAX_DELAY: f64 = 15_000.0;

/// How long until an autosave, when the first change that is not saved was made at `first` and the last one at `last`.
/// All are milliseconds since 1970.
pub fn autosave_delay(now: f64, first: f64, last: f64) -> Duration {
    let at = (last + IDLE_DELAY).min(first + MAX_DELAY);
    // A clock that was set back makes nobody wait longer.
    Duration::from_millis((at - now).clamp(0.0, IDLE_DELAY) as u64)
}

/// How long until it is tried again, after so many attempts in vain.
pub fn retry_delay(attempts: u32) -> Duration {
    let seconds = 2_u64.saturating_pow(attempts.clamp(1, 6)).min(60);
    Duration::from_secs(seconds)
}

/// What to do about an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorReaction {
    /// It may pass by itself: try again.
    Retry,
    /// Somebody else has saved: ask.
    Compare,
    /// What was typed has to change first.
    Mend,
    /// Trying again would give the same answer.
    Stop,
}

/// What to do about an error.
pub fn react(error: &Error) -> ErrorReaction {
    match error {
        // Once logged in again, it works.
        Error::Unauthorized => ErrorReaction::Retry,
        // The last two are also what a proxy's own error page looks like.
        Error::Offline | Error::Unavailable | Error::Internal | Error::Outdated | Error::Malformed(_) => {
            ErrorReaction::Retry
        }
        Error::Conflict => ErrorReaction::Compare,
        Error::Rejected(_) => ErrorReaction::Mend,
        Error::Invalid(_) | Error::Forbidden | Error::ReauthenticationRequired | Error::NotFound | Error::Gone => {
            ErrorReaction::Stop
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn autosave_waits_for_quiet_but_not_for_ever() {
        let milliseconds = |now, first, last| autosave_delay(now, first, last).as_millis();
        assert_eq!(milliseconds(1_000.0, 1_000.0, 1_000.0), 2_000);
        assert_eq!(milliseconds(9_000.0, 1_000.0, 8_500.0), 1_500);
        // Typing for fourteen seconds: one second left.
        assert_eq!(milliseconds(15_000.0, 1_000.0, 15_000.0), 1_000);
        assert_eq!(milliseconds(90_000.0, 1_000.0, 90_000.0), 0);
        assert_eq!(milliseconds(0.0, 50_000.0, 50_000.0), 2_000);
    }

    #[test]
    fn retries_come_slower_and_slower() {
        let seconds = [0, 1, 2, 3, 6, 100].map(|attempts| retry_delay(attempts).as_secs());
        assert_eq!(seconds, [2, 2, 4, 8, 60, 60]);
    }

    #[test]
    fn only_what_may_pass_is_tried_again() {
        for error in [Error::Unauthorized, Error::Offline, Error::Unavailable, Error::Internal] {
            assert_eq!(react(&error), ErrorReaction::Retry);
        }
        for error in [Error::Forbidden, Error::NotFound, Error::Invalid(Vec::new())] {
            assert_eq!(react(&error), ErrorReaction::Stop);
        }
        assert_eq!(react(&Error::Conflict), ErrorReaction::Compare);
        assert_eq!(react(&Error::Rejected(Vec::new())), ErrorReaction::Mend);
    }
}
