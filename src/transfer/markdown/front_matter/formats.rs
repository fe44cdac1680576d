//! Finds the front matter of a file and parses it: YAML between `---`, TOML between `+++`, JSON, or lines with names
//! (Pelican, MultiMarkdown).

use serde_json::{Map, Value};

use super::fields::{Problem, read_toml, read_yaml};

/// A file in two parts.
pub struct Parsed<'a> {
    pub fields: Map<String, Value>,
    pub head: &'a str,
    /// The line of the file on which `head` begins.
    pub first_line: u64,
    pub body: &'a str,
    pub problems: Vec<Problem>,
}

/// Names that begin a head without marks.
const NAMES: &[&str] = &[
    "title",
    "date",
    "author",
    "authors",
    "slug",
    "category",
    "categories",
    "tags",
    "status",
    "summary",
    "lang",
    "layout",
];
/// Bytes in which the end of such a head is looked for.
const LONGEST_BARE: usize = 64 * 1024;

/// Parses a file. What is no front matter is part of the body.
pub fn parse(text: &str) -> Parsed<'_> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let begin = text.len() - text.trim_start_matches(['\n', '\r']).len();
    let skipped = lines(&text[..begin]);
    let first = text[begin..].lines().next().unwrap_or_default().trim_end();
    let (mark, language) = match first.get(..3) {
        Some("---") if first[3..].bytes().all(|byte| byte.is_ascii_lowercase()) => ("---", &first[3..]),
        Some("+++") if first.len() == 3 => ("+++", "toml"),
        Some(";;;") if first.len() == 3 => (";;;", "json"),
        _ if first.starts_with('{') || first.starts_with('"') => return json(text, begin),
        _ => return bare(text, begin),
    };
    let start = text[begin..].find('\n').map_or(text.len(), |end| begin + end + 1);
    let (end, body) = match end_of_head(&text[start..], mark) {
        Some((end, body)) => (start + end, start + body),
        None => return endless(text, start, skipped + 2, mark),
    };
    let head = &text[start..end];
    let (fields, problems) = match language {
        "toml" => read_toml(head),
        "json" => match serde_json::from_str(head).or_else(|_| serde_json::from_str(&format!("{{{head}}}"))) {
            Ok(Value::Object(fields)) => (fields, vec![]),
            _ => read_yaml(head),
        },
        _ => read_yaml(head),
    };
    let first_line = skipped + 2;
    let problems: Vec<Problem> = problems
        .into_iter()
        .map(|(line, field, problem, detail)| (line.map(|line| line + first_line - 1), field, problem, detail))
        .collect();
    if fields.is_empty() && !problems.is_empty() && !head.contains(':') && !head.contains('=') {
        // Text between two rules. Nothing of it may be lost.
        return Parsed { fields, head: "", first_line, body: text, problems };
    }
    Parsed { fields, head, first_line, body: &text[body..], problems }
}

/// Returns where the head ends, and where the body begins.
fn end_of_head(text: &str, mark: &str) -> Option<(usize, usize)> {
    let mut end = 0;
    for line in text.split_inclusive('\n') {
        let found = line.trim_end();
        if found == mark || (mark == "---" && found == "...") {
            return Some((end, end + line.len()));
        }
        end += line.len();
    }
    None
}

/// Reads a head without an end: up to the first empty line, if that gives fields.
fn endless<'a>(text: &'a str, start: usize, first_line: u64, mark: &'static str) -> Parsed<'a> {
    let mut end = start;
    for line in text[start..].split_inclusive('\n').take_while(|line| !line.trim().is_empty()) {
        end += line.len();
    }
    let head = &text[start..end];
    let problem = (
        Some(first_line - 1),
        String::new(),
        "the front matter does not end: there is no second mark",
        mark.to_owned(),
    );
    let (fields, problems) = if mark == "---" { read_yaml(head) } else { read_toml(head) };
    match fields.is_empty() || !problems.is_empty() {
        true => Parsed { fields: Map::new(), head: "", first_line, body: text, problems: vec![problem] },
        false => Parsed { fields, head, first_line, body: &text[end..], problems: vec![problem] },
    }
}

/// Reads a head in JSON: an object, or its inside up to `;;;` (Hexo).
fn json(text: &str, begin: usize) -> Parsed<'_> {
    let none = Parsed { fields: Map::new(), head: "", first_line: 1, body: text, problems: vec![] };
    let rest = &text[begin..];
    let first_line = lines(&text[..begin]) + 1;
    if rest.starts_with('"') {
        let Some((head, body)) = rest.split_once("\n;;;") else { return none };
        return match serde_json::from_str(&format!("{{{head}}}")) {
            Ok(Value::Object(fields)) => Parsed { fields, head, first_line, body, problems: vec![] },
            _ => none,
        };
    }
    let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
    match values.next() {
        Some(Ok(Value::Object(fields))) if !fields.is_empty() => {
            let (head, body) = rest.split_at(values.byte_offset());
            Parsed { fields, head, first_line, body: body.trim_start_matches([' ', '\r', '\n']), problems: vec![] }
        }
        Some(Err(error)) if rest[1..].trim_start().starts_with('"') => {
            let line = first_line + error.line() as u64 - 1;
            let problem = (Some(line), String::new(), "broken JSON", error.to_string());
            Parsed { problems: vec![problem], ..none }
        }
        _ => none,
    }
}

/// Reads a head of lines with names and values, which ends at the first empty line (Pelican), or is YAML that ends at
/// `---` (Hexo).
fn bare(text: &str, begin: usize) -> Parsed<'_> {
    let none = Parsed { fields: Map::new(), head: "", first_line: 1, body: text, problems: vec![] };
    let first = text[begin..].lines().next().and_then(named);
    if !first.is_some_and(|(name, _)| NAMES.contains(&name.as_str())) {
        return none;
    }
    let first_line = lines(&text[..begin]) + 1;
    let near = &text[begin..text.floor_char_boundary(begin + LONGEST_BARE)];
    if let Some((end, body)) = end_of_head(near, "---") {
        let head = &text[begin..begin + end];
        let (fields, problems) = read_yaml(head);
        if problems.is_empty() && fields.contains_key("title") {
            return Parsed { fields, head, first_line, body: &text[begin + body..], problems };
        }
    }
    let mut fields: Vec<(String, String)> = Vec::new();
    let mut end = begin;
    for line in text[begin..].split_inclusive('\n').take_while(|line| !line.trim().is_empty()) {
        match (fields.last_mut(), named(line)) {
            // A value in several lines.
            (Some((_, value)), _) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (_, Some((name, value))) => fields.push((name, value.to_owned())),
            _ => return none,
        }
        end += line.len();
    }
    let fields: Map<String, Value> = fields.into_iter().map(|(name, value)| (name, Value::from(value))).collect();
    match fields.contains_key("title") {
        true => Parsed { fields, head: &text[begin..end], first_line, body: &text[end..], problems: vec![] },
        false => none,
    }
}

/// Splits a line with a name and a value. The name is in lower case then.
fn named(line: &str) -> Option<(String, &str)> {
    let (name, value) = line.split_once(':')?;
    let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    is_name.then(|| (name.to_lowercase(), value.trim()))
}

fn lines(text: &str) -> u64 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u64
}
