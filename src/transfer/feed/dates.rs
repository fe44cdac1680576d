use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;

use crate::transfer::markdown::dates;

/// Parses a time of RSS (RFC 2822) or Atom (RFC 3339).
pub fn date(text: &str, zone: &TimeZone) -> Option<i64> {
    let parser = DateTimeParser::new().relaxed_weekday(true);
    let moment = parser.parse_timestamp(text.trim()).ok().map(jiff::Timestamp::as_millisecond);
    moment.or_else(|| dates::parse(text, zone))
}
