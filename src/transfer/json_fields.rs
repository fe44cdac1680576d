//! Lenient access to the fields of JSON objects, whose types differ between versions of a format.

use serde_json::Value;

/// Returns a text, a number as a text, or an empty text.
pub fn text(row: &Value, name: &str) -> String {
    match row.get(name) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Number(number)) => number.to_string(),
        _ => String::new(),
    }
}

/// Returns a text without spaces around it, if there is any.
pub fn filled(row: &Value, name: &str) -> Option<String> {
    Some(text(row, name).trim().to_owned()).filter(|text| !text.is_empty())
}

/// Returns whether a field is true. Some databases have numbers for it.
pub fn flag(row: &Value, name: &str) -> bool {
    match row.get(name) {
        Some(Value::Bool(flag)) => *flag,
        Some(Value::Number(number)) => number.as_f64().is_some_and(|number| number != 0.0),
        Some(Value::String(text)) => matches!(text.as_str(), "true" | "1"),
        _ => false,
    }
}

/// Returns the items of a list, or none.
pub fn list<'a>(row: &'a Value, name: &str) -> &'a [Value] {
    row.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}
