//! The archive: posts by year and month, in the site's time zone.

use std::ops::Range;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::config::SiteSettings;
use crate::i18n::{date, navigation_texts};
use crate::model::Milliseconds;
use crate::model::address::Period;
use crate::model::listing::PeriodLink;
use crate::store::posts::{ListingScope, archive};
use crate::store::sql::Connection;

/// Years that the archive lists, at most.
const MOST_YEARS: usize = 200;

/// Returns the heading of a page of the archive.
pub fn title(period: Period, site: &SiteSettings) -> String {
    let texts = navigation_texts(site.language);
    match period {
        Period::All => texts.archive.to_owned(),
        Period::Year(year) => (texts.of_year)(year),
        Period::Month(year, month) => (texts.of_month)(year, month),
    }
}

/// Returns the posts of a period. `None` for years that jiff does not have.
pub fn scope_of(period: Period, zone: &TimeZone) -> Option<ListingScope> {
    match period {
        Period::All => Some(ListingScope::All),
        period => time_of(period, zone).map(|time| ListingScope::Time(time.start, time.end)),
    }
}

/// Returns the times of a period. `None` for all times, and for those that jiff does not have.
fn time_of(period: Period, zone: &TimeZone) -> Option<Range<Milliseconds>> {
    let (first, after) = match period {
        Period::All => return None,
        Period::Year(year) => (Date::new(year, 1, 1).ok()?, Date::new(year.checked_add(1)?, 1, 1).ok()?),
        Period::Month(year, 12) => (Date::new(year, 12, 1).ok()?, Date::new(year.checked_add(1)?, 1, 1).ok()?),
        Period::Month(year, month) => (Date::new(year, month, 1).ok()?, Date::new(year, month + 1, 1).ok()?),
    };
    Some(midnight(first, zone)?..midnight(after, zone)?)
}

/// Returns when a day begins.
fn midnight(day: Date, zone: &TimeZone) -> Option<Milliseconds> {
    Some(day.to_zoned_datetime(zone.clone()).ok()?.timestamp().as_millisecond())
}

/// Lists the periods within one that have posts, newest first: the years, or the months of a year.
pub async fn list_periods(
    reading: &mut Connection,
    period: Period,
    site: &SiteSettings,
) -> sqlx::Result<Vec<PeriodLink>> {
    let texts = navigation_texts(site.language);
    let periods: Vec<Period> = match period {
        Period::All => {
            let Some((oldest, newest)) = archive::extent(reading).await? else { return Ok(Vec::new()) };
            let year = |at| date::zoned(at, &site.time_zone).date().year();
            (year(oldest)..=year(newest)).rev().take(MOST_YEARS).map(Period::Year).collect()
        }
        Period::Year(year) => (1..=12).rev().map(|month| Period::Month(year, month)).collect(),
        Period::Month(..) => Vec::new(),
    };
    let periods = periods.into_iter().filter_map(|period| Some((period, time_of(period, &site.time_zone)?)));
    let (periods, times): (Vec<Period>, Vec<_>) = periods.unzip();
    let counts = archive::count(reading, &times).await?;
    let links = periods.into_iter().zip(counts).filter(|(_, count)| *count > 0).map(|(period, count)| PeriodLink {
        path: period.to_string(),
        title: match period {
            Period::All => texts.archive.to_owned(),
            Period::Year(year) => (texts.year)(year),
            Period::Month(_, month) => (texts.month)(month),
        },
        count,
    });
    Ok(links.collect())
}

/// Returns the page for the address of a WordPress archive by date: `/2026`, `/2026/11`, `/2026/11/05` or the same with
/// `/page/2`, and the values of `?m=`. A day is a place in the list of its month.
pub fn of_wordpress(path: &str, zone: &TimeZone) -> Option<String> {
    let path = path.trim_matches('/');
    let path = path.split_once("/page/").map_or(path, |(path, _)| path);
    let mut parts = path.split('/');
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    if parts.next().is_some() {
        return None;
    }
    match (Period::parse(year, month)?, day) {
        (Period::All, _) => None,
        (period, None) => Some(period.to_string()),
        (Period::Month(year, month), Some(day)) if day.len() == 2 => {
            let day = Date::new(year, month, day.parse().ok()?).ok()?;
            let after = midnight(day.tomorrow().ok()?, zone)?;
            Some(format!("{}?before={after}-0", Period::Month(year, month)))
        }
        _ => None,
    }
}

/// Returns the path that a value of WordPress's `?m=` stands for: `2026`, `202611`, `20261105`.
pub fn path_of_query(value: &str) -> Option<String> {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit());
    match (is_number, value.len()) {
        (true, 4) => Some(value.to_owned()),
        (true, 6) => Some(format!("{}/{}", &value[..4], &value[4..])),
        (true, 8) => Some(format!("{}/{}/{}", &value[..4], &value[4..6], &value[6..])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn vietnam() -> TimeZone {
        TimeZone::get("Asia/Ho_Chi_Minh").unwrap()
    }

    #[test]
    fn periods_begin_at_midnight_of_the_site() {
        let time = time_of(Period::Month(2026, 12), &vietnam()).unwrap();
        assert_eq!(time.start, midnight(date(2026, 12, 1), &vietnam()).unwrap());
        // 2026-11-30T17:00:00Z.
        assert_eq!(time.start, 1_796_058_000_000);
        assert_eq!(time.end - time.start, 31 * 24 * 60 * 60 * 1000);
        assert!(time_of(Period::All, &vietnam()).is_none());
        assert!(time_of(Period::Year(9999), &vietnam()).is_none());
    }

    #[test]
    fn wordpress_archives_have_successors() {
        for (old, new) in [
            ("/2026/", "/archive/2026"),
            ("/2026/11", "/archive/2026/11"),
            ("/2026/11/page/3/", "/archive/2026/11"),
            ("/2026/11/05/", "/archive/2026/11?before=1793898000000-0"),
            ("/2026/11/05/page/2", "/archive/2026/11?before=1793898000000-0"),
        ] {
            assert_eq!(of_wordpress(old, &vietnam()).as_deref(), Some(new), "{old}");
        }
        for other in ["/", "/20261", "/2026/13", "/2026/02/30", "/2026/1/5", "/2026/11/05/bai", "/0000"] {
            assert_eq!(of_wordpress(other, &vietnam()), None, "{other}");
        }
        assert_eq!(path_of_query("20261105").as_deref(), Some("2026/11/05"));
        assert_eq!(path_of_query("2026x"), None);
    }
}
