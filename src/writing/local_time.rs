//! Local times in the site's time zone, in the format of `<input type="datetime-local">`: `2026-11-23T14:05`.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};

use crate::model::Milliseconds;

/// Why a local time is not valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocalTimeError {
    /// It cannot be parsed, or its year is not between 1900 and 2200.
    Unknown,
    /// It falls into a gap where clocks are set forward.
    Skipped,
}

/// Parses a local time. If it occurs twice because clocks are set back, the first one is meant.
///
/// # Errors
///
/// It cannot be parsed or does not exist in the time zone.
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

/// Formats a time as local time, to the minute.
pub fn format(at: Milliseconds, zone: &TimeZone) -> String {
    let time = Timestamp::from_millisecond(at).unwrap_or_default();
    time.to_zoned_datetime(zone.clone()).strftime("%Y-%m-%dT%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_parsed_in_the_zone() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let at = parse("2025-03-03T01:30", &zone).unwrap();
        assert_eq!(at, 1_740_940_200_000);
        assert_eq!(format(at, &zone), "2025-03-03T01:30");
        for wrong in ["", "hôm nay", "2025-02-30T10:00", "0001-01-01T00:00", "9999-01-01T00:00", "2025-03-03T01:30Z"] {
            assert_eq!(parse(wrong, &zone), Err(LocalTimeError::Unknown), "{wrong}");
        }
    }

    #[test]
    fn gaps_and_repeated_times_are_handled() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        assert_eq!(parse("2026-03-29T02:30", &zone), Err(LocalTimeError::Skipped));
        let first = parse("2026-10-25T02:30", &zone).unwrap();
        assert_eq!(first, parse("2026-10-25T01:30", &zone).unwrap() + 60 * 60 * 1000);
    }
}
