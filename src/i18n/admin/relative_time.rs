use crate::model::Milliseconds;
use crate::model::language::Language;

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Formats a duration roughly as time ago: `25 phút trước`.
pub fn relative_time(since: Milliseconds, language: Language) -> String {
    let (count, [vi, one, many]) = match since.max(0) {
        since if since < MINUTE => {
            return match language {
                Language::Vi => "vừa xong",
                Language::En => "just now",
            }
            .to_owned();
        }
        since if since < HOUR => (since / MINUTE, ["phút", "minute", "minutes"]),
        since if since < DAY => (since / HOUR, ["giờ", "hour", "hours"]),
        since if since < 60 * DAY => (since / DAY, ["ngày", "day", "days"]),
        since if since < 730 * DAY => (since / (30 * DAY), ["tháng", "month", "months"]),
        since => (since / (365 * DAY), ["năm", "year", "years"]),
    };
    match (language, count) {
        (Language::Vi, count) => format!("{count} {vi} trước"),
        (Language::En, 1) => format!("1 {one} ago"),
        (Language::En, count) => format!("{count} {many} ago"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_rounded_down() {
        assert_eq!(relative_time(59_999, Language::Vi), "vừa xong");
        assert_eq!(relative_time(25 * MINUTE, Language::Vi), "25 phút trước");
        assert_eq!(relative_time(HOUR, Language::En), "1 hour ago");
        assert_eq!(relative_time(3 * DAY + HOUR, Language::Vi), "3 ngày trước");
        assert_eq!(relative_time(90 * DAY, Language::En), "3 months ago");
        assert_eq!(relative_time(800 * DAY, Language::Vi), "2 năm trước");
        assert_eq!(relative_time(-5, Language::En), "just now");
    }
}
