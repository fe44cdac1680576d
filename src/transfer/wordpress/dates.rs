//! Parsing of the three time formats in an export.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::rfc2822::DateTimeParser;
use jiff::tz::TimeZone;

/// Returns the time in Unix milliseconds: `utc` (`wp:post_date_gmt`) if set, else `local` (`wp:post_date`) in `zone`,
/// else `published` (`pubDate`, RFC 2822). WordPress writes `0000-00-00 00:00:00` for no time.
pub fn read(utc: &str, local: &str, published: &str, zone: &TimeZone) -> Option<i64> {
    let moment = civil(utc).and_then(|time| TimeZone::UTC.to_timestamp(time).ok());
    let moment = moment.or_else(|| zone.to_timestamp(civil(local)?).ok());
    let moment = moment.or_else(|| {
        let parser = DateTimeParser::new().relaxed_weekday(true);
        parser.parse_timestamp(published.trim()).ok()
    });
    moment.map(Timestamp::as_millisecond)
}

/// Returns whether something is stated that is neither a time nor WordPress's word for none.
pub fn is_unreadable(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty() && !text.starts_with("0000") && text.parse::<DateTime>().is_err()
}

/// Returns the date in the old site's time zone, which dated permalinks contain.
pub fn local_day(local: &str) -> Option<Date> {
    civil(local).map(DateTime::date)
}

fn civil(text: &str) -> Option<DateTime> {
    let time: DateTime = text.trim().parse().ok()?;
    (time.year() > 0).then_some(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NONE: &str = "0000-00-00 00:00:00";

    #[test]
    fn prefers_utc_then_local_then_published() {
        let zone = TimeZone::get("Asia/Ho_Chi_Minh").unwrap();
        let utc = read("2020-01-01 00:00:00", "2020-01-01 09:00:00", "", &zone);
        assert_eq!(utc, Some(1_577_836_800_000));
        let local = read(NONE, "2020-01-01 07:00:00", "", &zone);
        assert_eq!(local, Some(1_577_836_800_000));
        let published = read(NONE, NONE, "Wed, 01 Jan 2020 00:00:00 +0000", &zone);
        assert_eq!(published, Some(1_577_836_800_000));
        assert_eq!(read(NONE, "", "Mon, 30 Nov -0001 00:00:00 +0000", &zone), None);
    }
}
