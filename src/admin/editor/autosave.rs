//! Timing of autosaves, and the reaction to errors.

use std::time::Duration;

use crate::model::error::Error;

/// An autosave starts after a pause in typing of this length, in milliseconds.
const IDLE_DELAY: f64 = 2_000.0;

/// Maximum time between autosaves while typing without a pause, in milliseconds.
const MAX_DELAY: f64 = 15_000.0;

/// Returns the delay until the next autosave. `first` and `last` are the times of the first and the last unsaved
/// change; all times are Unix milliseconds.
pub fn autosave_delay(now: f64, first: f64, last: f64) -> Duration {
    let at = (last + IDLE_DELAY).min(first + MAX_DELAY);
    // A clock that was set back does not extend the delay.
    Duration::from_millis((at - now).clamp(0.0, IDLE_DELAY) as u64)
}

/// Returns the delay until a failed save is retried, after this number of attempts.
pub fn retry_delay(attempts: u32) -> Duration {
    let seconds = 2_u64.saturating_pow(attempts.clamp(1, 6)).min(60);
    Duration::from_secs(seconds)
}

/// The reaction to an error of a save.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorReaction {
    /// Retry, since the error may be temporary.
    Retry,
    /// Another user has saved: show the conflict.
    Compare,
    /// The user has to correct the input.
    Mend,
    /// Retrying would fail again.
    Stop,
}

/// Returns the reaction to an error of a save.
pub fn react(error: &Error) -> ErrorReaction {
    match error {
        // It succeeds after the user has logged in again.
        Error::Unauthorized => ErrorReaction::Retry,
        // Error pages of a proxy also appear as the last two.
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
    fn autosave_waits_for_a_pause_up_to_a_limit() {
        let milliseconds = |now, first, last| autosave_delay(now, first, last).as_millis();
        assert_eq!(milliseconds(1_000.0, 1_000.0, 1_000.0), 2_000);
        assert_eq!(milliseconds(9_000.0, 1_000.0, 8_500.0), 1_500);
        // After typing for fourteen seconds, one second is left.
        assert_eq!(milliseconds(15_000.0, 1_000.0, 15_000.0), 1_000);
        assert_eq!(milliseconds(90_000.0, 1_000.0, 90_000.0), 0);
        assert_eq!(milliseconds(0.0, 50_000.0, 50_000.0), 2_000);
    }

    #[test]
    fn retry_delays_increase() {
        let seconds = [0, 1, 2, 3, 6, 100].map(|attempts| retry_delay(attempts).as_secs());
        assert_eq!(seconds, [2, 2, 4, 8, 60, 60]);
    }

    #[test]
    fn only_temporary_errors_are_retried() {
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
