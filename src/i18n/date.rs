//! Date formats of each language.

use jiff::tz::TimeZone;
use jiff::{Timestamp, ZonedDateTime};

use super::admin::relative_time::relative_time;
use crate::config::SiteSettings;
use crate::model::Milliseconds;
use crate::model::formatted_time::FormattedTime;
use crate::model::language::Language;

/// The precision of a formatted time.
#[derive(Clone, Copy, Debug)]
pub enum DateStyle {
    Day,
    /// The day with its weekday.
    Weekday,
    /// The day with the time to the minute.
    Minute,
}

/// Formats a stored time in the site's time zone and language.
pub fn format(at: Milliseconds, detail: DateStyle, site: &SiteSettings) -> FormattedTime {
    // Out of jiff's range only if the database is corrupted.
    let timestamp = Timestamp::from_millisecond(at).unwrap_or_default();
    let zoned = timestamp.to_zoned_datetime(site.time_zone.clone());
    let text = match (site.language, detail) {
        (Language::Vi, DateStyle::Day) => zoned.strftime("%-d/%-m/%Y").to_string(),
        (Language::Vi, DateStyle::Minute) => zoned.strftime("%H:%M, %-d/%-m/%Y").to_string(),
        (Language::Vi, DateStyle::Weekday) => {
            format!("{}, ngày {}", vietnamese_weekday(&zoned), zoned.strftime("%-d/%-m/%Y"))
        }
        (Language::En, DateStyle::Day) => zoned.strftime("%-d %B %Y").to_string(),
        (Language::En, DateStyle::Minute) => zoned.strftime("%-d %B %Y, %H:%M").to_string(),
        (Language::En, DateStyle::Weekday) => zoned.strftime("%A, %-d %B %Y").to_string(),
    };
    // The day in the masthead has no time, so that it changes once a day and not with every response.
    let iso = match detail {
        DateStyle::Weekday => "%Y-%m-%d",
        DateStyle::Day | DateStyle::Minute => "%Y-%m-%dT%H:%M:%S%:z",
    };
    FormattedTime { iso: zoned.strftime(iso).to_string(), text }
}

const MINUTE: Milliseconds = 60 * 1000;
const HOUR: Milliseconds = 60 * MINUTE;

/// Formats a time for a list, as how long ago it was if that is less than a day, else as the day. The second value is
/// when the text will be another one: whoever keeps it must not keep it longer.
pub fn format_recent(
    at: Milliseconds,
    now: Milliseconds,
    site: &SiteSettings,
) -> (FormattedTime, Option<Milliseconds>) {
    let day = format(at, DateStyle::Day, site);
    let since = now.saturating_sub(at);
    if !(0..24 * HOUR).contains(&since) {
        return (day, None);
    }
    let unit = if since < HOUR { MINUTE } else { HOUR };
    let text = relative_time(since, site.language);
    (FormattedTime { text, ..day }, Some(at + (since / unit + 1) * unit))
}

/// Converts a stored time to a time zone.
pub fn zoned(at: Milliseconds, zone: &TimeZone) -> ZonedDateTime {
    Timestamp::from_millisecond(at).unwrap_or_default().to_zoned_datetime(zone.clone())
}

/// Returns the start of the next day in a time zone.
pub fn tomorrow(at: Milliseconds, zone: &TimeZone) -> Milliseconds {
    let today = Timestamp::from_millisecond(at).unwrap_or_default().to_zoned_datetime(zone.clone());
    let begins = today.tomorrow().and_then(|tomorrow| tomorrow.start_of_day());
    begins.map_or(at, |begins| begins.timestamp().as_millisecond())
}

fn vietnamese_weekday(day: &ZonedDateTime) -> &'static str {
    const NAMES: [&str; 7] = ["Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ nhật"];
    NAMES[day.weekday().to_monday_zero_offset() as usize % 7]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Overrides, load};

    #[test]
    fn dates_use_zone_and_language() {
        let mut site = load(&Overrides::default(), |_| None).unwrap().site;
        // 2025-03-02T18:30:00Z is the third of March in Vietnam.
        let at = 1_740_940_200_000;
        let moment = format(at, DateStyle::Weekday, &site);
        assert_eq!(moment.text, "Thứ Hai, ngày 3/3/2025");
        assert_eq!(moment.iso, "2025-03-03");
        assert_eq!(format(at, DateStyle::Day, &site).iso, "2025-03-03T01:30:00+07:00");
        assert_eq!(format(at, DateStyle::Minute, &site).text, "01:30, 3/3/2025");
        let recent = |since| {
            let (time, until) = format_recent(at, at + since, &site);
            (time.text, until.map(|until| until - at))
        };
        assert_eq!(recent(59_999), ("vừa xong".to_owned(), Some(MINUTE)));
        assert_eq!(recent(HOUR - 1), ("59 phút trước".to_owned(), Some(HOUR)));
        assert_eq!(recent(HOUR), ("1 giờ trước".to_owned(), Some(2 * HOUR)));
        assert_eq!(recent(24 * HOUR - 1), ("23 giờ trước".to_owned(), Some(24 * HOUR)));
        assert_eq!(recent(24 * HOUR), ("3/3/2025".to_owned(), None));
        assert_eq!(recent(-1), ("3/3/2025".to_owned(), None));
        site.language = Language::En;
        assert_eq!(format(at, DateStyle::Day, &site).text, "3 March 2025");
    }
}
