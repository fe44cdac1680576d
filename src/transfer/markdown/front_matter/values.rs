//! Values of front matter, in the forms that people and programs write.

use serde_json::{Map, Value};

use crate::transfer::record::ImportedAuthor;

/// Fields of a map that hold what it is about.
const SPEAKING: &[&str] = &[
    "name",
    "display_name",
    "title",
    "path",
    "src",
    "url",
    "image",
    "filename",
    "feature",
    "teaser",
    "login",
    "value",
];

/// Returns a single value as text.
pub fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Returns the texts in a value: itself, those of a list, or what a map is about.
pub fn words(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().flat_map(words).collect(),
        Value::Object(fields) => field(fields, SPEAKING).into_iter().collect(),
        value => scalar(value).into_iter().collect(),
    }
}

/// Returns the first of these fields of a map that is a text.
pub fn field(fields: &Map<String, Value>, names: &[&str]) -> Option<String> {
    let texts = names.iter().filter_map(|name| fields.get(*name)).filter_map(scalar);
    texts.into_iter().find(|text| !text.trim().is_empty())
}

/// Returns a boolean, also one in words.
pub fn flag(value: &Value) -> Option<bool> {
    match value {
        Value::Bool(flag) => Some(*flag),
        // Comments of other systems, a table of settings: it is there.
        Value::Object(fields) => match fields.get("enable").or_else(|| fields.get("enabled")) {
            Some(Value::Bool(flag)) => Some(*flag),
            _ => Some(!fields.is_empty()),
        },
        value => match scalar(value)?.trim().to_ascii_lowercase().as_str() {
            "true" | "yes" | "y" | "on" | "1" | "open" | "enabled" => Some(true),
            "false" | "no" | "n" | "off" | "0" | "closed" | "disabled" => Some(false),
            _ => None,
        },
    }
}

/// Returns a whole number.
pub fn number(value: &Value) -> Option<i64> {
    let text = scalar(value)?;
    let text = text.trim();
    text.parse()
        .ok()
        .or_else(|| text.parse::<f64>().ok().filter(|number| number.abs() < 1e15).map(|number| number as i64))
}

/// Returns a person: a name, or a map with it.
pub fn person(value: &Value) -> Option<ImportedAuthor> {
    let author = match value {
        Value::Object(fields) => {
            let name = field(fields, &["name", "display_name", "displayname", "nickname", "title", "login", "id"])?;
            ImportedAuthor {
                login: field(fields, &["login", "id", "username"]).unwrap_or_else(|| name.clone()),
                name,
                email: field(fields, &["email", "mail"]).unwrap_or_default(),
                biography: field(fields, &["bio", "biography", "description"]).unwrap_or_default(),
            }
        }
        value => {
            let name = scalar(value).filter(|_| !value.is_boolean())?.trim().to_owned();
            ImportedAuthor { login: name.clone(), name, ..ImportedAuthor::default() }
        }
    };
    (!author.name.trim().is_empty()).then_some(author)
}
