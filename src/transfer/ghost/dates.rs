use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::Value;

/// Parses a time in UTC to Unix milliseconds: `2024-01-31T08:00:00.000Z`, `2024-01-31 08:00:00`, or milliseconds.
pub fn read(value: Option<&Value>) -> Option<i64> {
    match value? {
        Value::Number(number) => number.as_i64(),
        Value::String(text) => {
            let text = text.trim();
            let exact = text.parse::<Timestamp>().ok();
            let moment = exact.or_else(|| TimeZone::UTC.to_timestamp(text.parse::<DateTime>().ok()?).ok())?;
            Some(moment.as_millisecond())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn times_of_all_versions_are_read() {
        for form in [json!("2024-01-31T08:00:00.000Z"), json!("2024-01-31 08:00:00"), json!(1_706_688_000_000_i64)] {
            assert_eq!(read(Some(&form)), Some(1_706_688_000_000), "{form}");
        }
        for wrong in [json!("soon"), json!(null), json!("0000-00-00 00:00:00")] {
            assert_eq!(read(Some(&wrong)), None, "{wrong}");
        }
    }
}
