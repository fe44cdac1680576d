//! Repairs what makes a JSON document unreadable for one character: bytes that are not UTF-8, halves of surrogate
//! pairs, control characters in texts and unknown escapes.

use std::io::{self, BufRead, Read};

const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
const REPLACEMENT: &[u8] = "\u{FFFD}".as_bytes();
/// Bytes of two `\uXXXX`, which belong together.
const PAIR: usize = 12;
/// Maximum number of lines that are remembered.
const LINES: usize = 1_000;

/// A reader of JSON (RFC 8259) that gives a document without such errors. Line ends stay where they are, so that the
/// line of a later error is right.
pub struct JsonRepair<R> {
    inner: R,
    raw: Vec<u8>,
    ready: Vec<u8>,
    given: usize,
    is_begun: bool,
    is_at_end: bool,
    in_text: bool,
    line: u64,
    lines: Vec<u64>,
}

impl<R: BufRead> JsonRepair<R> {
    /// Creates a reader.
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            raw: Vec::new(),
            ready: Vec::new(),
            given: 0,
            is_begun: false,
            is_at_end: false,
            in_text: false,
            line: 1,
            lines: Vec::new(),
        }
    }

    /// Returns the lines that have been repaired, from 1.
    pub fn repaired(&self) -> &[u64] {
        &self.lines
    }

    fn note(&mut self) {
        if self.lines.len() < LINES && self.lines.last() != Some(&self.line) {
            self.lines.push(self.line);
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.given == self.ready.len() && !(self.is_at_end && self.raw.is_empty()) {
            self.ready.clear();
            self.given = 0;
            let read = self.inner.fill_buf()?;
            let count = read.len();
            self.raw.extend_from_slice(read);
            self.inner.consume(count);
            self.is_at_end = count == 0;
            if !self.is_begun && (self.raw.len() >= BYTE_ORDER_MARK.len() || self.is_at_end) {
                self.is_begun = true;
                if self.raw.starts_with(BYTE_ORDER_MARK) {
                    self.raw.drain(..BYTE_ORDER_MARK.len());
                }
            }
            if self.is_begun {
                self.repair();
            }
        }
        Ok(())
    }

    /// Moves from `raw` to `ready` what needs no further bytes.
    fn repair(&mut self) {
        let raw = std::mem::take(&mut self.raw);
        let mut at = 0;
        while at < raw.len() && (self.is_at_end || raw.len() - at >= PAIR) {
            at += self.take(&raw[at..]);
        }
        self.raw = raw[at..].to_vec();
    }

    /// Takes the next character, or escape, and returns its length.
    fn take(&mut self, raw: &[u8]) -> usize {
        match raw[0] {
            b'\n' if self.in_text => self.escape(b"\\n"),
            b'\\' if self.in_text => return self.take_escape(raw),
            byte if byte < 0x20 && self.in_text && byte != b'\n' => {
                let escaped = format!("\\u{byte:04x}");
                self.escape(escaped.as_bytes());
            }
            byte if byte < 0x80 => {
                self.in_text ^= byte == b'"';
                self.line += u64::from(byte == b'\n');
                self.ready.push(byte);
            }
            _ => {
                let start = &raw[..raw.len().min(4)];
                let length = match std::str::from_utf8(start) {
                    Ok(text) => text.chars().next().map_or(1, char::len_utf8),
                    Err(error) if error.valid_up_to() == 0 => {
                        self.note();
                        self.ready.extend_from_slice(REPLACEMENT);
                        return error.error_len().unwrap_or(start.len());
                    }
                    Err(error) => {
                        let valid = std::str::from_utf8(&start[..error.valid_up_to()]).unwrap_or_default();
                        valid.chars().next().map_or(1, char::len_utf8)
                    }
                };
                self.ready.extend_from_slice(&raw[..length]);
                return length;
            }
        }
        1
    }

    fn escape(&mut self, escaped: &[u8]) {
        self.note();
        self.line += u64::from(escaped == b"\\n");
        self.ready.extend_from_slice(escaped);
    }

    fn take_escape(&mut self, raw: &[u8]) -> usize {
        let length = match raw.get(1) {
            Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
            Some(b'u') => match (unit(raw), unit(raw.get(6..).unwrap_or_default())) {
                (Some(0xD800..=0xDBFF), Some(0xDC00..=0xDFFF)) => PAIR,
                (Some(0xD800..=0xDFFF), _) => {
                    self.note();
                    self.ready.extend_from_slice(REPLACEMENT);
                    return 6;
                }
                (Some(_), _) => 6,
                (None, _) => 0,
            },
            _ => 0,
        };
        if length == 0 {
            self.escape(b"\\\\");
            return 1;
        }
        self.ready.extend_from_slice(&raw[..length]);
        length
    }
}

/// Returns the UTF-16 unit of `\uXXXX`.
fn unit(raw: &[u8]) -> Option<u16> {
    let digits = raw.strip_prefix(b"\\u")?.get(..4)?;
    let is_hex = digits.iter().all(u8::is_ascii_hexdigit);
    is_hex.then(|| u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())?
}

impl<R: BufRead> Read for JsonRepair<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.fill()?;
        let ready = &self.ready[self.given..];
        let count = ready.len().min(out.len());
        out[..count].copy_from_slice(&ready[..count]);
        self.given += count;
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use std::io::BufReader;

    use serde_json::{Value, json};

    use super::*;

    fn read(bytes: &[u8]) -> (Value, Vec<u64>) {
        // A small buffer, so that characters and escapes are split in all ways.
        let results = [1, 3, 64].map(|size| {
            let mut repair = JsonRepair::new(BufReader::with_capacity(size, bytes));
            let value = serde_json::from_reader(&mut repair).unwrap();
            (value, repair.repaired().to_vec())
        });
        assert!(results.iter().all(|result| *result == results[0]));
        results.into_iter().next().unwrap()
    }

    #[test]
    fn sound_documents_stay_as_they_are() {
        let text = "\u{FEFF}{\"a\": \"\\ud83d\\ude00 ế \\\"x\\\" \\\\ \\n\", \"b\": [1, null]}\n";
        assert_eq!(read(text.as_bytes()), (json!({"a": "😀 ế \"x\" \\ \n", "b": [1, null]}), vec![]));
    }

    #[test]
    fn broken_characters_are_replaced() {
        let (value, lines) =
            read(b"{\n\"a\": \"x\xFFy \\ud83d z \\ude00\",\n\n\"b\": \"tab\there \\q \\u12\nnext\xE1\xBA\"}");
        assert_eq!(value, json!({"a": "x\u{FFFD}y \u{FFFD} z \u{FFFD}", "b": "tab\there \\q \\u12\nnext\u{FFFD}"}));
        assert_eq!(lines, [2, 4, 5]);
    }
}
