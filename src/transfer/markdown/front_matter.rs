//! Parsing of front matter between `---` (YAML) or `+++` (TOML) at the start of a file.

use serde_json::{Map, Value};

use super::{MarkdownError, MarkdownFile};

/// The fields of a file's front matter, and its body.
pub struct FrontMatter<'a> {
    source: &'a MarkdownFile,
    head: &'a str,
    fields: Map<String, Value>,
    pub body: &'a str,
}

impl<'a> FrontMatter<'a> {
    /// Parses the front matter of a file. Without front matter, the whole file is the body.
    pub fn read(source: &'a MarkdownFile) -> Result<Self, MarkdownError> {
        let text = source.text.strip_prefix('\u{feff}').unwrap_or(&source.text);
        let first = text.lines().next().unwrap_or_default().trim_end();
        if first != "---" && first != "+++" {
            return Ok(Self { source, head: "", fields: Map::new(), body: text });
        }
        let begin = text.find('\n').map_or(text.len(), |end| end + 1);
        let mut end = begin;
        for line in text[begin..].split_inclusive('\n') {
            let mark = line.trim_end();
            if mark == first || (first == "---" && mark == "...") {
                let (head, body) = (&text[begin..end], &text[end + line.len()..]);
                let fields = if first == "---" { read_yaml(head) } else { read_toml(head) };
                // The opening marker is the first line.
                let fields =
                    fields.map_err(|(line, problem)| Self::failure(source, line.map(|line| line + 1), problem))?;
                return Ok(Self { source, head, fields, body });
            }
            end += line.len();
        }
        Err(Self::failure(source, Some(1), format!("the front matter does not end: there is no second {first}")))
    }

    fn failure(source: &MarkdownFile, line: Option<u64>, problem: String) -> MarkdownError {
        MarkdownError { path: source.path.clone(), line, problem }
    }

    /// Returns an error with the line of a field.
    pub fn wrong(&self, name: &str, problem: &str) -> MarkdownError {
        let is_field = |line: &&str| {
            let after = line.trim_start().trim_start_matches(['"', '\'']).strip_prefix(name);
            after.is_some_and(|after| after.trim_start_matches(['"', '\'', ' ']).starts_with([':', '=']))
        };
        let line = self.head.lines().position(|line| is_field(&line)).map(|index| index as u64 + 2);
        Self::failure(self.source, line, format!("{name}: {problem}"))
    }

    /// Returns the first of these fields that is set, as text.
    pub fn text(&self, names: &[&str]) -> Result<Option<String>, MarkdownError> {
        match self.given(names) {
            None => Ok(None),
            Some((name, value)) => match scalar(value) {
                Some(text) => Ok(Some(text)),
                None => Err(self.wrong(name, "a text is expected")),
            },
        }
    }

    /// Returns the first of these fields that is set, as a list: a list of texts, or a text with commas.
    pub fn list(&self, names: &[&str]) -> Result<Vec<String>, MarkdownError> {
        let Some((name, value)) = self.given(names) else { return Ok(Vec::new()) };
        let items = match value {
            Value::Array(items) => items.iter().map(scalar).collect::<Option<Vec<_>>>(),
            value => scalar(value).map(|text| text.split(',').map(str::to_owned).collect()),
        };
        let items = items.ok_or_else(|| self.wrong(name, "a list of texts is expected"))?;
        Ok(items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect())
    }

    /// Returns the first of these fields that is set, as a boolean.
    pub fn flag(&self, names: &[&str]) -> Result<Option<bool>, MarkdownError> {
        let Some((name, value)) = self.given(names) else { return Ok(None) };
        match value {
            Value::Bool(flag) => Ok(Some(*flag)),
            Value::String(text) if text == "true" => Ok(Some(true)),
            Value::String(text) if text == "false" => Ok(Some(false)),
            _ => Err(self.wrong(name, "true or false is expected")),
        }
    }

    /// Returns the first of these fields that is set, as a whole number.
    pub fn number(&self, names: &[&str]) -> Result<Option<i64>, MarkdownError> {
        let Some((name, value)) = self.given(names) else { return Ok(None) };
        let number = scalar(value).and_then(|text| text.parse().ok());
        number.map(Some).ok_or_else(|| self.wrong(name, "a whole number is expected"))
    }

    fn given<'n>(&self, names: &[&'n str]) -> Option<(&'n str, &Value)> {
        let found = names.iter().filter_map(|name| Some((*name, self.fields.get(*name)?)));
        found.into_iter().find(|(_, value)| !value.is_null())
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        _ => None,
    }
}

/// Maximum size of all texts in front matter, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Maximum number of parser events repeated by YAML aliases.
const MOST_REPEATED: usize = 2_000;

type FrontMatterFields = Result<Map<String, Value>, (Option<u64>, String)>;

fn read_yaml(head: &str) -> FrontMatterFields {
    if head.lines().all(|line| line.trim().is_empty() || line.trim_start().starts_with('#')) {
        return Ok(Map::new());
    }
    // As in YAML 1.2, `no` is a text. Nested aliases could expand a few lines to gigabytes, so the limits are those of
    // front matter rather than the parser's defaults.
    let options = serde_saphyr::options! {
        strict_booleans: true,
        with_snippet: false,
        budget: serde_saphyr::budget! { max_events: 50_000, max_nodes: 20_000, max_total_scalar_bytes: LONGEST },
        alias_limits: serde_saphyr::alias_limits! { max_total_replayed_events: MOST_REPEATED },
    };
    match serde_saphyr::from_str_with_options(head, options) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(Value::Null) => Ok(Map::new()),
        Ok(_) => Err((Some(1), "the front matter must be fields with values".into())),
        Err(error) => {
            let line = error.location().map(|location| location.line());
            Err((line, format!("broken YAML: {}", error.to_string().trim())))
        }
    }
}

fn read_toml(head: &str) -> FrontMatterFields {
    let table: toml::Table = head.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map(|span| 1 + head[..span.start].matches('\n').count() as u64);
        (line, format!("broken TOML: {}", error.message()))
    })?;
    Ok(table.into_iter().map(|(name, value)| (name, from_toml(value))).collect())
}

/// Converts TOML values to JSON. Dates become texts.
fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(flag) => Value::Bool(flag),
        toml::Value::Datetime(date) => Value::String(date.to_string()),
        toml::Value::Array(items) => Value::Array(items.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(name, value)| (name, from_toml(value))).collect())
        }
    }
}
