//! The front matter of a file. Nothing in it stops an import: what cannot be understood is a warning with its line.

mod fields;
mod formats;
mod values;

pub(super) use fields::{read_toml, read_yaml};

use std::cell::RefCell;
use std::collections::BTreeSet;

use jiff::tz::TimeZone;
use serde_json::{Map, Value};

use super::{MarkdownError, MarkdownFile, dates};
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::record::{ImportedAuthor, SkippedItem};
use values::{flag, number, person, scalar, words};

/// Fields that say how the old site showed the page, rather than what it is.
const PRESENTATION: &[&str] = &[
    "layout",
    "type",
    "kind",
    "toc",
    "math",
    "mathjax",
    "katex",
    "mermaid",
    "markup",
    "template",
    "page_template",
    "cssclasses",
    "cssclass",
    "comment",
    "showtoc",
    "tocopen",
    "hidemeta",
    "readingtime",
    "reading_time",
    "cascade",
    "outputs",
    "aside",
    "classes",
    "show_date",
    "read_time",
    "lang",
    "language",
    "locale",
    "translationkey",
    "taxonomies",
    "extra",
    "params",
    "id",
    "guid",
    "created_by",
    "generator",
];

/// What is between the items of a list that is written as one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Separator {
    Comma,
    /// As in Jekyll. If there are commas, these count.
    Space,
}

fn split(text: &str, separator: Separator) -> impl Iterator<Item = &str> {
    let by_words = separator == Separator::Space && !text.contains(',');
    text.split(move |sign: char| if by_words { sign.is_whitespace() } else { sign == ',' })
}

/// The fields of a file's front matter, and its body.
pub struct FrontMatter<'a> {
    source: &'a MarkdownFile,
    head: &'a str,
    /// The line of the file on which `head` begins.
    first_line: u64,
    /// By name in lower case. Those of `taxonomies`, `extra` and `params` are among them.
    fields: Map<String, Value>,
    used: RefCell<BTreeSet<&'static str>>,
    warnings: RefCell<Vec<ImportWarning>>,
    pub body: &'a str,
}

impl<'a> FrontMatter<'a> {
    /// Parses the front matter of a file. Without front matter, the whole file is the body.
    pub fn read(source: &'a MarkdownFile) -> Self {
        let parsed = formats::parse(&source.text);
        let this = Self {
            source,
            head: parsed.head,
            first_line: parsed.first_line,
            fields: flat(parsed.fields),
            used: RefCell::default(),
            warnings: RefCell::default(),
            body: parsed.body,
        };
        for (line, field, problem, detail) in parsed.problems {
            this.warn(line, &field, problem, detail);
        }
        this
    }

    fn warn(&self, line: Option<u64>, field: &str, problem: &'static str, detail: String) {
        let (path, field) = (self.source.path.clone(), field.to_owned());
        self.warnings.borrow_mut().push(ImportWarning::InFile { path, line, field, problem, detail });
    }

    /// Adds a warning about a field.
    pub fn wrong(&self, name: &str, problem: &'static str) {
        self.warn(self.line_of(name), name, problem, String::new());
    }

    /// Returns an error about a field.
    pub fn failure(&self, name: &str, problem: &str) -> MarkdownError {
        let problem = format!("{name}: {problem}");
        MarkdownError { path: self.source.path.clone(), line: self.line_of(name), problem }
    }

    /// Returns the first warning as an error.
    pub fn check(&self) -> Result<(), MarkdownError> {
        self.warnings.borrow().first().cloned().map_or(Ok(()), |warning| Err(warning.into()))
    }

    fn line_of(&self, name: &str) -> Option<u64> {
        let is_field = |line: &str| {
            let line = line.trim_start().trim_start_matches(['"', '\'']);
            let after =
                line.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name)).map(|_| &line[name.len()..]);
            after.is_some_and(|after| after.trim_start_matches(['"', '\'', ' ']).starts_with([':', '=']))
        };
        self.head.lines().position(is_field).map(|index| self.first_line + index as u64)
    }

    /// Returns the warnings, and the fields that nothing has asked for.
    pub fn conclude(self) -> (Vec<ImportWarning>, Vec<SkippedItem>) {
        let used = self.used.into_inner();
        let unused = self.fields.iter().filter(|(name, value)| {
            let is_empty = value.is_null() || value.as_str() == Some("");
            !is_empty && !used.contains(name.as_str()) && !PRESENTATION.contains(&name.as_str())
        });
        let left_out = unused.map(|(name, _)| SkippedItem::new(format!("field {name}"), "there is no such field here"));
        (self.warnings.into_inner(), left_out.collect())
    }

    /// Returns the first of these fields that is set.
    pub fn value(&self, names: &[&'static str]) -> Option<(&'static str, &Value)> {
        self.used.borrow_mut().extend(names);
        let found = names.iter().filter_map(|name| Some((*name, self.fields.get(*name)?)));
        found.into_iter().find(|(_, value)| !value.is_null())
    }

    /// Returns the first of these fields that is set and not empty, as text. Of a list or map, the words are taken.
    pub fn text(&self, names: &[&'static str]) -> Option<String> {
        let text = names.iter().find_map(|name| {
            let (name, value) = self.value(&[*name])?;
            let text = match scalar(value) {
                Some(text) => text,
                None => {
                    self.wrong(name, "a text is expected; what could be read of it was taken");
                    words(value).join(", ")
                }
            };
            Some(text).filter(|text| !text.trim().is_empty())
        });
        self.used.borrow_mut().extend(names);
        text
    }

    /// Returns the first of these fields that is set, as a list: a list of texts, or a text with separators.
    pub fn list(&self, names: &[&'static str], separator: Separator) -> Vec<String> {
        let Some((name, value)) = self.value(names) else { return Vec::new() };
        let items = match value {
            Value::Array(items) => {
                if items.iter().any(|item| item.is_null() || item.is_object()) {
                    self.wrong(name, "a list of texts is expected; what could be read of it was taken");
                }
                items.iter().flat_map(words).collect()
            }
            Value::Object(_) => {
                self.wrong(name, "a list of texts is expected; what could be read of it was taken");
                words(value)
            }
            value => words(value).iter().flat_map(|text| split(text, separator)).map(str::to_owned).collect(),
        };
        items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
    }

    /// Returns the addresses in all of these fields.
    pub fn addresses(&self, names: &[&'static str]) -> Vec<String> {
        let values = names.iter().filter_map(|name| self.value(&[*name]));
        let texts = values.flat_map(|(_, value)| words(value));
        texts.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()).collect()
    }

    /// Returns the people in these fields: a name, a list of names, or maps with names.
    pub fn people(&self, names: &[&'static str]) -> Vec<ImportedAuthor> {
        let Some((name, value)) = self.value(names) else { return Vec::new() };
        let people: Vec<ImportedAuthor> = match value {
            Value::Array(items) => items.iter().filter_map(person).collect(),
            Value::String(text) if name == "authors" => {
                text.split([',', ';']).filter_map(|name| person(&Value::from(name))).collect()
            }
            value => person(value).into_iter().collect(),
        };
        let is_stated = !matches!(value, Value::Array(items) if items.is_empty()) && value.as_str() != Some("");
        if people.is_empty() && is_stated {
            self.wrong(name, "a name is expected");
        }
        people
    }

    /// Returns the first of these fields that is set, as a boolean. `otherwise` is for what is neither.
    pub fn flag(&self, names: &[&'static str], otherwise: Option<bool>) -> Option<bool> {
        let (name, value) = self.value(names)?;
        if value.as_str().is_some_and(|text| text.trim().is_empty()) {
            return None;
        }
        flag(value).or_else(|| {
            self.wrong(name, "true or false is expected");
            otherwise
        })
    }

    /// Returns the first of these fields that is set, as a whole number.
    pub fn number(&self, names: &[&'static str]) -> Option<i64> {
        let (name, value) = self.value(names)?;
        let number = number(value);
        if number.is_none() && value.as_str() != Some("") {
            self.wrong(name, "a whole number is expected");
        }
        number
    }

    /// Returns the first of these fields that is set, as Unix milliseconds. Without a time zone, `zone` applies.
    pub fn date(&self, names: &[&'static str], zone: &TimeZone) -> Option<i64> {
        names.iter().find_map(|name| {
            let (name, value) = self.value(&[*name])?;
            let text = scalar(value).unwrap_or_default();
            let date = dates::parse(&text, zone);
            if date.is_none() && (!text.trim().is_empty() || !value.is_string()) {
                self.wrong(name, "a date such as 2024-01-31 or 2024-01-31T08:00:00+07:00 is expected");
            }
            date
        })
    }
}

/// Names fields in lower case, and puts those of `taxonomies` (Zola), `extra` (Zola) and `params` (Hugo) among them.
fn flat(fields: Map<String, Value>) -> Map<String, Value> {
    let mut flat = Map::new();
    let mut inner = Vec::new();
    for (name, value) in fields {
        let name = name.trim().to_lowercase();
        match value {
            Value::Object(fields) if ["taxonomies", "extra", "params"].contains(&name.as_str()) => inner.extend(fields),
            value => {
                flat.insert(name, value);
            }
        }
    }
    for (name, value) in inner {
        flat.entry(name.to_lowercase()).or_insert(value);
    }
    flat
}
