//! Parsing of YAML and TOML. If the whole cannot be parsed, each field is, so that one cannot spoil the others.

use serde_json::{Map, Value};

/// Something that was not understood: the line, the field, the problem and details.
pub type Problem = (Option<u64>, String, &'static str, String);

/// Maximum size of all texts in front matter, in bytes.
const LONGEST: usize = 1024 * 1024;

/// Maximum number of parser events repeated by YAML aliases.
const MOST_REPEATED: usize = 2_000;

/// Maximum number of fields that are parsed one by one.
const MOST_FIELDS: usize = 2_000;

type Exact = Result<Map<String, Value>, (Option<u64>, String)>;

/// Reads fields in YAML. Lines of problems begin at 1.
pub fn read_yaml(head: &str) -> (Map<String, Value>, Vec<Problem>) {
    match exact_yaml(head) {
        Ok(fields) => (fields, vec![]),
        Err(error) => one_by_one(head, ':', error, |_, block| exact_yaml(&block.replace('\t', "  "))),
    }
}

/// Reads fields in TOML. Lines of problems begin at 1.
pub fn read_toml(head: &str) -> (Map<String, Value>, Vec<Problem>) {
    match exact_toml(head) {
        Ok(fields) => (fields, vec![]),
        Err(error) => one_by_one(head, '=', error, |table, block| exact_toml(&format!("{table}{block}"))),
    }
}

fn exact_yaml(head: &str) -> Exact {
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
        Ok(_) => Err((Some(1), "fields with values are expected".into())),
        Err(error) => {
            let line = error.location().map(|location| location.line());
            Err((line, error.to_string().trim().to_owned()))
        }
    }
}

fn exact_toml(head: &str) -> Exact {
    let table: toml::Table = head.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map(|span| 1 + head[..span.start].matches('\n').count() as u64);
        (line, error.message().to_owned())
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

/// Parses each field on its own. What cannot be parsed is taken as it is written, if it is one line. `parse` gets the
/// current table and the field's lines.
fn one_by_one(
    head: &str,
    sign: char,
    (line, error): (Option<u64>, String),
    parse: impl Fn(&str, &str) -> Exact,
) -> (Map<String, Value>, Vec<Problem>) {
    let mut fields = Map::new();
    let mut problems: Vec<Problem> = Vec::new();
    let mut table = String::new();
    for (number, block) in blocks(head, sign).into_iter().take(MOST_FIELDS) {
        if sign == '=' && block.starts_with('[') {
            table = block.to_owned();
            continue;
        }
        let Some((name, raw)) = block.split_once(sign) else { continue };
        let name = name.trim().trim_matches(['"', '\'']).to_owned();
        let read = match parse(&table, block) {
            Ok(read) => read,
            Err((_, error)) => {
                let (value, problem) = as_written(raw);
                problems.push((Some(number), name.clone(), problem, error));
                value.map(|value| (name.clone(), value)).into_iter().collect()
            }
        };
        for (name, value) in read {
            if let (Some(Value::Object(known)), Value::Object(more)) = (fields.get_mut(&name), &value) {
                known.extend(more.clone());
            } else if fields.insert(name.clone(), value).is_some() {
                problems.push((Some(number), name, "it is stated more than once; the last one counts", String::new()));
            }
        }
    }
    if problems.is_empty() {
        problems.push((line, String::new(), "the front matter is broken; what could be read of it was taken", error));
    }
    (fields, problems)
}

/// Splits a head into its fields, with the numbers of their lines. A field begins at a line that is not indented and has
/// the sign.
fn blocks(head: &str, sign: char) -> Vec<(u64, &str)> {
    let mut blocks: Vec<(u64, usize)> = Vec::new();
    let mut position = 0;
    for (line, number) in head.split_inclusive('\n').zip(1..) {
        let is_start = match line.chars().next() {
            Some(first) if first.is_alphanumeric() || "\"'_".contains(first) => line.contains(sign),
            Some('[') => sign == '=' && line.trim_end().ends_with(']'),
            _ => false,
        };
        if is_start {
            blocks.push((number, position));
        }
        position += line.len();
    }
    let ends = blocks.iter().skip(1).map(|(_, start)| *start).chain([head.len()]).collect::<Vec<_>>();
    blocks.into_iter().zip(ends).map(|((number, start), end)| (number, &head[start..end])).collect()
}

/// Returns a value that cannot be parsed as it is written, and what to say about it.
fn as_written(raw: &str) -> (Option<Value>, &'static str) {
    let mut lines = raw.lines().map(str::trim).filter(|line| !line.is_empty());
    let plain = |text: &str| text.trim_matches(['"', '\'']).trim().to_owned();
    let first = lines.next().unwrap_or_default();
    // A tag of YAML: `!!timestamp 2024-01-31`.
    let is_tag = |(tag, _): &(&str, &str)| tag.starts_with('!');
    let first = first.split_once(' ').filter(is_tag).map_or(first, |(_, value)| value.trim());
    let rest: Vec<&str> = lines.collect();
    let items: Vec<Value> =
        rest.iter().chain([&first]).filter_map(|line| line.strip_prefix('-')).map(|item| plain(item).into()).collect();
    if !items.is_empty() && items.len() >= rest.len() {
        return (Some(Value::Array(items)), "it was taken as it is written");
    }
    let is_list = first.starts_with('[') && first.find(']').is_none_or(|end| end + 1 == first.len());
    if rest.is_empty() && is_list {
        let items = first.trim_matches(['[', ']']).split(',').map(|item| plain(item.trim()).into());
        return (Some(Value::Array(items.collect())), "it was taken as it is written");
    }
    match first {
        _ if rest.is_empty() && !first.is_empty() => (Some(plain(first).into()), "it was taken as it is written"),
        // The next lines may be another field that is indented by mistake.
        _ if !first.is_empty() && !first.starts_with(['[', '{', '|', '>', '!', '&', '*', '"', '\'']) => {
            (Some(plain(first).into()), "only its first line could be read")
        }
        _ => (None, "it cannot be read, and was left out"),
    }
}
