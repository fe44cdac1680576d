//! Reads the bytes of an export file: validates UTF-8, removes characters that XML forbids, and tracks the position.

use std::io::{self, BufRead, ErrorKind};

const CHUNK: usize = 64 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A position in a file. Both numbers start at 1; the column is in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: u64,
    pub column: u64,
}

/// A reader that removes the byte order mark, and the control characters that WordPress writes although XML 1.0 (2.2
/// Characters) forbids them.
pub struct ExportFile<R> {
    inner: R,
    buffer: Vec<u8>,
    /// The consumed part of `buffer`.
    start: usize,
    /// The part of `buffer` that is valid UTF-8. An incomplete character may follow.
    valid: usize,
    position: Position,
    begun: bool,
    broken: bool,
}

impl<R: BufRead> ExportFile<R> {
    /// Creates a reader.
    pub fn new(inner: R) -> Self {
        let position = Position { line: 1, column: 1 };
        Self { inner, buffer: Vec::new(), start: 0, valid: 0, position, begun: false, broken: false }
    }

    /// Returns the position of the next byte.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Returns whether reading has stopped at invalid UTF-8.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    fn fill(&mut self) -> io::Result<()> {
        while self.start == self.valid {
            if self.broken {
                return Err(io::Error::new(ErrorKind::InvalidData, "not UTF-8"));
            }
            self.buffer.drain(..self.start);
            self.start = 0;
            self.valid = 0;
            let read = self.inner.fill_buf()?;
            let taken = read.len().min(CHUNK);
            let read = &read[..taken];
            match tally(read, |byte| !is_allowed(byte)) {
                0 => self.buffer.extend_from_slice(read),
                _ => self.buffer.extend(read.iter().filter(|byte| is_allowed(**byte))),
            }
            self.inner.consume(taken);
            if taken == 0 && self.buffer.is_empty() {
                return Ok(());
            }
            if simdutf8::basic::from_utf8(&self.buffer).is_ok() {
                self.valid = self.buffer.len();
            } else if let Err(error) = std::str::from_utf8(&self.buffer) {
                self.valid = error.valid_up_to();
                self.broken = error.error_len().is_some() || taken == 0;
            }
            self.skip_mark();
        }
        Ok(())
    }

    fn skip_mark(&mut self) {
        if !self.begun && self.valid > 0 {
            self.begun = true;
            if self.buffer[..self.valid].starts_with(BYTE_ORDER_MARK) {
                self.start = BYTE_ORDER_MARK.len();
            }
        }
    }
}

fn is_allowed(byte: u8) -> bool {
    byte >= 0x20 || matches!(byte, b'\t' | b'\n' | b'\r')
}

/// Counts bytes in a way that can be vectorized: in chunks whose count fits in a byte.
fn tally(bytes: &[u8], is_one: impl Fn(u8) -> bool) -> u64 {
    let parts = bytes.chunks(u8::MAX.into());
    parts.map(|part| u64::from(part.iter().map(|byte| u8::from(is_one(*byte))).sum::<u8>())).sum()
}

impl<R: BufRead> io::Read for ExportFile<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let available = self.fill_buf()?;
        let count = available.len().min(out.len());
        out[..count].copy_from_slice(&available[..count]);
        self.consume(count);
        Ok(count)
    }
}

impl<R: BufRead> BufRead for ExportFile<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.fill()?;
        Ok(&self.buffer[self.start..self.valid])
    }

    fn consume(&mut self, count: usize) {
        let end = (self.start + count).min(self.valid);
        let consumed = &self.buffer[self.start..end];
        let mut line = consumed;
        if let Some(last) = consumed.iter().rposition(|byte| *byte == b'\n') {
            let lines = tally(consumed, |byte| byte == b'\n');
            self.position = Position { line: self.position.line + lines, column: 1 };
            line = &consumed[last + 1..];
        }
        // Does not count the continuation bytes of characters.
        self.position.column += tally(line, |byte| !matches!(byte, 0x80..=0xBF));
        self.start = end;
    }
}
