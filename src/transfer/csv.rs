//! Reads comma-separated values (RFC 4180) row by row.

use std::io::{self, BufRead, Read};

/// Maximum length of a row in bytes. Longer ones are cut.
const LONGEST: usize = 1024 * 1024;

/// Iterates over the rows of a file. What is not UTF-8 in a field is replaced.
pub struct CsvReader<R> {
    input: R,
    line: u64,
    /// What is between fields: a comma, unless the first row has none but semicolons or tabs, as spreadsheets write.
    separator: Option<char>,
}

impl<R: BufRead> CsvReader<R> {
    /// Creates a reader.
    pub fn new(input: R) -> Self {
        Self { input, line: 0, separator: None }
    }

    /// Returns the next row with its last line from 1, or `None` after the last row.
    pub fn next_row(&mut self) -> io::Result<Option<(u64, Vec<String>)>> {
        let (mut raw, mut is_open) = (Vec::new(), false);
        loop {
            let start = raw.len();
            let rest = LONGEST.saturating_sub(start) as u64;
            let length = self.input.by_ref().take(rest).read_until(b'\n', &mut raw)?;
            self.line += u64::from(length > 0);
            // In quotes, a row goes on.
            is_open ^= raw[start..].iter().filter(|byte| **byte == b'"').count() % 2 == 1;
            if length == 0 || !is_open {
                break;
            }
        }
        if raw.is_empty() {
            return Ok(None);
        }
        let text = String::from_utf8_lossy(&raw);
        let row = text.trim_start_matches('\u{FEFF}').trim_end_matches(['\r', '\n']);
        let separator = *self
            .separator
            .get_or_insert_with(|| [',', ';', '\t'].into_iter().find(|sign| row.contains(*sign)).unwrap_or(','));
        Ok(Some((self.line, split(row, separator))))
    }
}

fn split(row: &str, separator: char) -> Vec<String> {
    let (mut fields, mut field, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut characters = row.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '"' if is_quoted && characters.next_if_eq(&'"').is_some() => field.push('"'),
            '"' => is_quoted = !is_quoted,
            sign if sign == separator && !is_quoted => fields.push(std::mem::take(&mut field)),
            character => field.push(character),
        }
    }
    fields.push(field);
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_commas_and_line_ends_are_read() {
        let text = "\u{FEFF}a,b\r\n\"x, \"\"y\"\"\",\"hai\ndòng\"\n,\n\"open\n";
        let mut reader = CsvReader::new(text.as_bytes());
        let mut rows = Vec::new();
        while let Some(row) = reader.next_row().unwrap() {
            rows.push(row);
        }
        let row = |line, fields: &[&str]| (line, fields.iter().map(|field| (*field).to_owned()).collect::<Vec<_>>());
        let expected = [row(1, &["a", "b"]), row(3, &["x, \"y\"", "hai\ndòng"]), row(4, &["", ""]), row(5, &["open"])];
        assert_eq!(rows, expected);
    }

    #[test]
    fn semicolons_and_tabs_of_spreadsheets_are_told_from_commas() {
        for (text, fields) in [("a;b\nx, y;z\n", ["x, y", "z"]), ("a\tb\nx;y\tz\n", ["x;y", "z"])] {
            let mut reader = CsvReader::new(text.as_bytes());
            reader.next_row().unwrap();
            assert_eq!(reader.next_row().unwrap().unwrap().1, fields);
        }
    }
}
