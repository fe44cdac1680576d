//! Parsing of dates in front matter.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

/// Formats with a time zone, as Jekyll writes them.
const SPACED: [&str; 2] = ["%Y-%m-%d %H:%M:%S %z", "%Y-%m-%d %H:%M %z"];

/// Parses a date, or a date and time, to Unix milliseconds. Without a time zone, `zone` applies.
pub fn parse(text: &str, zone: &TimeZone) -> Option<i64> {
    let text = text.trim();
    let exact = text.parse::<Timestamp>().ok();
    let exact = exact.or_else(|| SPACED.iter().find_map(|form| strtime::parse(form, text).ok()?.to_timestamp().ok()));
    let moment = exact.or_else(|| {
        let time = text.parse::<DateTime>().ok().or_else(|| {
            let minutes = strtime::parse("%Y-%m-%d %H:%M", text).ok()?;
            minutes.to_datetime().ok()
        })?;
        zone.to_timestamp(time).ok()
    });
    moment.map(Timestamp::as_millisecond)
}

/// Splits Jekyll's file names (`2024-01-31-the-slug`) into the date in Unix milliseconds and the slug.
pub fn split_name<'a>(name: &'a str, zone: &TimeZone) -> Option<(i64, &'a str)> {
    let (date, slug) = (name.get(..10)?, name.get(10..)?);
    let date: Date = date.parse().ok()?;
    let moment = zone.to_timestamp(date.to_datetime(jiff::civil::Time::midnight())).ok()?;
    Some((moment.as_millisecond(), slug.trim_start_matches(['-', '_'])))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_date_formats_are_parsed() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let midnight = Some(1_706_634_000_000);
        let forms = [
            "2024-01-31",
            "2024-01-31 00:00",
            "2024-01-31 00:00:00",
            "2024-01-31T00:00:00",
            "2024-01-31T00:00:00+07:00",
            "2024-01-30T17:00:00Z",
            "2024-01-31 00:00:00 +0700",
            "2024-01-31 00:00:00+07:00",
        ];
        for form in forms {
            assert_eq!(parse(form, &zone), midnight, "{form}");
        }
        for wrong in ["31/01/2024", "soon", "", "2024-13-01"] {
            assert_eq!(parse(wrong, &zone), None, "{wrong}");
        }
        assert_eq!(split_name("2024-01-31-xin-chao", &zone), Some((1_706_634_000_000, "xin-chao")));
        assert_eq!(split_name("ngày-mới-hôm-nay", &zone), None);
    }
}
