//! Times as they are typed: `2026-11-23T14:05` in the site's time zone, as a control of type `datetime-local` has them.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::model::Milliseconds;

/// What can be wrong with a time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalTimeError {
    /// It is none, or of another age.
    Unknown,
    /// The clocks of the time zone skip it.
    Skipped,
}

/// Reads a typed time. Of a time that comes twice, when clocks go back, it is the first.
pub fn parse(text: &str, zone: &TimeZone) -> Result<Milliseconds, LocalTimeError> {
    let time: DateTime = text.trim().parse().map_err(|_| LocalTimeError::Unknown)?;
    if !(1900..=2200).contains(&time.year()) {
        return Err(LocalTimeError::Unknown);
    }
    let found = zone.to_ambiguous_zoned_datetime(time);
    if matches!(found.offset(), AmbiguousOffset::Gap { .. }) {
        return Err(LocalTimeError::Skipped);
    }
    found.compatible().map(|time| time.timestamp().as_millisecond()).map_err(|_| LocalTimeError::Unknown)
}

/// Writes a time as it would be typed.
pub fn format(at: Milliseconds, zone: &TimeZone) -> String {
    let time = Timestamp::from_millisecond(at).unwrap_or_default();
    time.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_those_of_the_zone() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let at = parse("2025-03-03T01:30", &zone).unwrap();
        assert_eq!(at, 1_740_940_200_000);
        assert_eq!(format(at, &zone), "2025-03-03T01:30");
        for wrong in ["", "hôm nay", "2025-02-30T10:00", "0001-01-01T00:00", "9999-01-01T00:00", "2025-03-03T01:30Z"] {
            assert_eq!(parse(wrong, &zone), Err(LocalTimeError::Unknown), "{wrong}");
        }
    }

    #[test]
    fn clocks_that_jump_are_known() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        assert_eq!(parse("2026-03-29T02:30", &zone), Err(LocalTimeError::Skipped));
        let first = parse("2026-10-25T02:30", &zone).unwrap();
        assert_eq!(first, parse("2026-10-25T01:30", &zone).unwrap() + 60 * 60 * 1000);
    }
}
