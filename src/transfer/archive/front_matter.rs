//! Writing of front matter.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Milliseconds;

/// Builds front matter. Values are written as JSON, which is a subset of YAML.
pub struct FrontMatterWriter {
    text: String,
    zone: TimeZone,
}

impl FrontMatterWriter {
    /// Creates empty front matter. Times are written in `zone`.
    pub fn new(zone: TimeZone) -> FrontMatterWriter {
        FrontMatterWriter { text: "---\n".to_owned(), zone }
    }

    /// Adds a text, unless it is empty.
    pub fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.add(name, &quote(value));
        }
    }

    /// Adds a number or a boolean.
    pub fn plain(&mut self, name: &str, value: impl std::fmt::Display) {
        self.add(name, &value.to_string());
    }

    /// Adds a list, unless it is empty.
    pub fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| quote(value)).collect();
            self.add(name, &format!("[{}]", values.join(", ")));
        }
    }

    /// Adds a time with milliseconds, unless it is `None`.
    pub fn time(&mut self, name: &str, value: Option<Milliseconds>) {
        let Some(time) = value.and_then(|value| Timestamp::from_millisecond(value).ok()) else { return };
        let time = time.to_zoned_datetime(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string();
        self.add(name, &quote(&time));
    }

    /// Adds the end marker, after which the body follows.
    pub fn finish(mut self) -> String {
        self.text.push_str("---\n");
        self.text
    }

    fn add(&mut self, name: &str, value: &str) {
        self.text.push_str(name);
        self.text.push_str(": ");
        self.text.push_str(value);
        self.text.push('\n');
    }
}

/// Quotes a text as JSON, and escapes the characters that JSON allows but YAML does not, or treats as line breaks (YAML
/// 1.2, section 5.1).
fn quote(text: &str) -> String {
    let quoted = serde_json::Value::from(text).to_string();
    let mut safe = String::with_capacity(quoted.len());
    for sign in quoted.chars() {
        match sign {
            '\u{7f}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => {
                safe.push_str(&format!("\\u{:04x}", u32::from(sign)));
            }
            sign => safe.push(sign),
        }
    }
    safe
}
