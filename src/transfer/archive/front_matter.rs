//! Front matter, written.

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::Milliseconds;

/// The head of a file. Values are JSON, which YAML includes.
pub struct FrontMatterWriter {
    text: String,
    zone: TimeZone,
}

impl FrontMatterWriter {
    /// `zone` is that of times.
    pub fn new(zone: TimeZone) -> FrontMatterWriter {
        FrontMatterWriter { text: "---\n".to_owned(), zone }
    }

    /// A text; none when it is empty.
    pub fn text(&mut self, name: &str, value: &str) {
        if !value.is_empty() {
            self.add(name, &quote(value));
        }
    }

    /// A number, or true or false.
    pub fn plain(&mut self, name: &str, value: impl std::fmt::Display) {
        self.add(name, &value.to_string());
    }

    /// A list; none when it is empty.
    pub fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            let values: Vec<String> = values.iter().map(|value| quote(value)).collect();
            self.add(name, &format!("[{}]", values.join(", ")));
        }
    }

    /// A time, exact to the millisecond; none when there is none.
    pub fn time(&mut self, name: &str, value: Option<Milliseconds>) {
        let Some(time) = value.and_then(|value| Timestamp::from_millisecond(value).ok()) else { return };
        let time = time.to_zoned_datetime(self.zone.clone()).strftime("%Y-%m-%dT%H:%M:%S%.f%:z").to_string();
        self.add(name, &quote(&time));
    }

    /// The head with the mark that ends it: the body follows.
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

/// A JSON text without the signs that JSON allows and YAML does not, or that break lines in it (YAML 1.2, section 5.1).
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
