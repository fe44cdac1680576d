//! Parsing of dates in front matter.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::fmt::strtime;
use jiff::tz::TimeZone;

/// Formats with a time zone, whose colon is removed before.
const ZONED: &[&str] = &[
    "%Y-%m-%d %H:%M:%S %z",
    "%Y-%m-%d %H:%M %z",
    "%Y-%m-%d %H:%M:%S%z",
    "%Y-%m-%dT%H:%M:%S%z",
    "%Y-%m-%dT%H:%M%z",
    "%Y/%m/%d %H:%M:%S %z",
    "%Y/%m/%d %H:%M %z",
    "%d %b %Y %H:%M:%S %z",
    "%b %d %Y %H:%M:%S %z",
];
const TIMED: &[&str] = &[
    "%Y-%m-%d %H:%M",
    "%Y-%m-%dT%H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y-%m-%d %I:%M:%S %p",
    "%Y-%m-%d %I:%M %p",
    "%b %d %Y %H:%M:%S",
    "%b %d %Y %H:%M",
    "%b %d %Y %I:%M %p",
    "%B %d %Y %I:%M %p",
    "%B %d %Y %H:%M",
    "%d %b %Y %H:%M:%S",
    "%d %b %Y %H:%M",
    "%d %B %Y %H:%M",
];
const DAYS: &[&str] = &[
    "%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%b %d %Y", "%B %d %Y", "%d %b %Y", "%d %B %Y", "%d-%b-%Y",
    "%d.%m.%Y",
];
/// Beginnings of the English names of days.
const WEEKDAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Parses a date, or a date and time, to Unix milliseconds. Without a time zone, `zone` applies. Days before months are
/// only parsed if they can be nothing else (`31/01/2024`), since others write months first.
pub fn parse(text: &str, zone: &TimeZone) -> Option<i64> {
    let text = text.trim();
    let exact = text.parse::<Timestamp>().ok();
    let exact = exact.or_else(|| zone.to_timestamp(text.parse::<DateTime>().ok()?).ok());
    exact.or_else(|| unix(text)).or_else(|| in_words(text, zone)).map(Timestamp::as_millisecond)
}

/// Parses seconds or milliseconds since 1970.
fn unix(text: &str) -> Option<Timestamp> {
    let number: i64 = text.parse().ok()?;
    match text.len() {
        9 | 10 => Timestamp::from_second(number).ok(),
        12 | 13 => Timestamp::from_millisecond(number).ok(),
        _ => None,
    }
}

fn in_words(text: &str, zone: &TimeZone) -> Option<Timestamp> {
    let text = plain(text);
    let moment = ZONED.iter().find_map(|form| strtime::parse(form, &text).ok()?.to_timestamp().ok());
    moment.or_else(|| {
        let time = TIMED.iter().find_map(|form| strtime::parse(form, &text).ok()?.to_datetime().ok());
        let is_whole = |day: &Date| day.year() > 1000;
        let stated = |form: &str| strtime::parse(form, &text).ok()?.to_date().ok().filter(is_whole);
        let day = || day_before_month(&text).or_else(|| DAYS.iter().find_map(|form| stated(form)));
        let time = time.or_else(|| Some(day()?.to_datetime(jiff::civil::Time::midnight())));
        zone.to_timestamp(time?).ok()
    })
}

/// Parses `31/01/2024` and `01/31/2024`, of which only one reading is a date.
fn day_before_month(text: &str) -> Option<Date> {
    let mut parts = text.split(['/', '-']).map(str::parse::<i16>);
    let (Some(Ok(first)), Some(Ok(second)), Some(Ok(year)), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let (day, month) = match (first, second) {
        (13.., 1..=12) => (first, second),
        (1..=12, 13..) => (second, first),
        _ => return None,
    };
    Date::new(Some(year).filter(|year| *year > 1000)?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// Removes the name of the day, commas, fractions and notes, and writes the time zone in one form.
fn plain(text: &str) -> String {
    let text = text.split('(').next().unwrap_or_default().replace(',', " ");
    let mut words: Vec<String> = text.split_whitespace().map(str::to_owned).collect();
    let is_weekday = |word: &String| {
        let start = word.get(..3).unwrap_or_default().to_ascii_lowercase();
        WEEKDAYS.contains(&start.as_str()) && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'.')
    };
    if words.first().is_some_and(is_weekday) {
        words.remove(0);
    }
    if let Some(last) = words.last_mut() {
        if ["Z", "UTC", "GMT"].contains(&last.as_str()) {
            *last = "+0000".to_owned();
        }
        *last = last.strip_prefix("GMT").or_else(|| last.strip_prefix("UTC")).unwrap_or(last.as_str()).to_owned();
        let length = last.len();
        let has_colon = length >= 6 && last.is_ascii() && last.as_bytes()[length - 3] == b':';
        if has_colon && matches!(last.as_bytes()[length - 6], b'+' | b'-') {
            last.remove(length - 3);
        }
    }
    // `31st January`, `Jan. 31`.
    for word in &mut words {
        for end in ["st", "nd", "rd", "th", "."] {
            if let Some(rest) = word.strip_suffix(end)
                && (rest.bytes().all(|byte| byte.is_ascii_digit()) || end == ".")
            {
                *word = rest.to_owned();
                break;
            }
        }
    }
    words.join(" ")
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
            "2024-1-31",
            "2024/01/31",
            "2024/01/31 00:00:00 +0700",
            "Jan 31 2024",
            "January 31, 2024",
            "Jan. 31st, 2024",
            "31 January 2024",
            "Wed, 31 Jan 2024 00:00:00 +0700",
            "Tue, 30 Jan 2024 17:00:00 GMT",
            "Wed Jan 31 2024 00:00:00 GMT+0700 (Indochina Time)",
            "2024-01-31 12:00 AM",
            "20240131",
            "1706634000",
            "1706634000000",
        ];
        for form in forms {
            assert_eq!(parse(form, &zone), midnight, "{form}");
        }
        assert_eq!(parse("31/01/2024", &zone), midnight);
        assert_eq!(parse("01/31/2024", &zone), midnight);
        for wrong in ["03/04/2024", "32/01/2024", "31/01/24", "soon", "", "2024-13-01"] {
            assert_eq!(parse(wrong, &zone), None, "{wrong}");
        }
        assert_eq!(split_name("2024-01-31-xin-chao", &zone), Some((1_706_634_000_000, "xin-chao")));
        assert_eq!(split_name("ngày-mới-hôm-nay", &zone), None);
    }
}
