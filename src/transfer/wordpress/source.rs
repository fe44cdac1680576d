//! Reads the bytes of an export file: decodes them, mends what is no UTF-8, removes characters that XML forbids, and
//! tracks the position.

use std::io::{self, BufRead, ErrorKind};

use encoding_rs::{Decoder, Encoding, UTF_8};

const CHUNK: usize = 64 * 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";
/// Maximum number of mended places of which the line is kept.
const NOTED: usize = 1000;
/// Bytes at the beginning in which an XML declaration ends, if there is one.
const DECLARATION: usize = 200;

/// A position in a file. Both numbers start at 1; the column is in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    pub line: u64,
    pub column: u64,
}

/// What to do about bytes that are no UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BrokenBytes {
    /// Replace them by U+FFFD. Surrogates that were encoded one by one (CESU-8) become their character.
    Mend,
    /// Stop reading.
    Refuse,
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
    on_broken: BrokenBytes,
    /// For files in another encoding.
    decoder: Option<Decoder>,
    /// The lines of mended places that were not taken yet.
    mended: Vec<u64>,
}

impl<R: BufRead> ExportFile<R> {
    /// Creates a reader.
    pub fn new(inner: R) -> Self {
        Self {
            inner,
            buffer: Vec::new(),
            start: 0,
            valid: 0,
            position: Position { line: 1, column: 1 },
            begun: false,
            broken: false,
            on_broken: BrokenBytes::Mend,
            decoder: None,
            mended: Vec::new(),
        }
    }

    /// Sets what to do about bytes that are no UTF-8.
    pub fn set_on_broken(&mut self, on_broken: BrokenBytes) {
        self.on_broken = on_broken;
    }

    /// Returns the position of the next byte.
    pub fn position(&self) -> Position {
        self.position
    }

    /// Returns whether reading has stopped at invalid UTF-8.
    pub fn is_broken(&self) -> bool {
        self.broken
    }

    /// Returns the lines in which bytes were mended since the last call.
    pub fn take_mended(&mut self) -> Vec<u64> {
        std::mem::take(&mut self.mended)
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
            if !self.begun && !read.is_empty() {
                self.decoder = encoding(read).map(Encoding::new_decoder_with_bom_removal);
            }
            let decoded = self.decoder.as_mut().map(|decoder| decode(decoder, read, taken == 0));
            let read = decoded.as_ref().map_or(read, |text| text.as_bytes());
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
            } else if self.on_broken == BrokenBytes::Mend {
                self.mend(taken == 0);
            } else if let Err(error) = std::str::from_utf8(&self.buffer) {
                self.valid = error.valid_up_to();
                self.broken = error.error_len().is_some() || taken == 0;
            }
            self.skip_mark();
        }
        Ok(())
    }

    /// Replaces what is no UTF-8 in the buffer. An incomplete character at the end stays, unless the file ends.
    fn mend(&mut self, is_end: bool) {
        let bytes = std::mem::take(&mut self.buffer);
        let mut rest = bytes.as_slice();
        let mut line = self.position.line;
        while let Err(error) = std::str::from_utf8(rest) {
            let (good, bad) = rest.split_at(error.valid_up_to());
            self.buffer.extend_from_slice(good);
            line += tally(good, |byte| byte == b'\n');
            rest = bad;
            let may_be_pair = bad.len() < 6 && bad[0] == 0xED;
            if !is_end && (error.error_len().is_none() || may_be_pair) {
                self.valid = self.buffer.len();
                self.buffer.extend_from_slice(rest);
                return;
            }
            let length = error.error_len().unwrap_or(bad.len());
            let (character, length) = surrogate_pair(bad).map_or(('\u{FFFD}', length), |character| (character, 6));
            self.buffer.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
            if self.mended.len() < NOTED && self.mended.last() != Some(&line) {
                self.mended.push(line);
            }
            rest = &rest[length..];
        }
        self.buffer.extend_from_slice(rest);
        self.valid = self.buffer.len();
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

/// Returns the encoding that a file states in its first bytes, if it is not UTF-8.
fn encoding(start: &[u8]) -> Option<&'static Encoding> {
    let marked = Encoding::for_bom(start).map(|(encoding, _)| encoding);
    let stated = || {
        let start = String::from_utf8_lossy(&start[..start.len().min(DECLARATION)]).into_owned();
        let (declaration, _) = start.trim_start().strip_prefix("<?xml")?.split_once("?>")?;
        let (_, label) = declaration.split_once("encoding")?;
        let label = label.trim_start().strip_prefix('=')?.trim_start();
        let label = label.get(1..)?.split(['"', '\'']).next()?;
        // A file whose first bytes can be read is not in UTF-16, whatever it says.
        Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
    };
    marked.or_else(stated).filter(|encoding| *encoding != UTF_8)
}

fn decode(decoder: &mut Decoder, bytes: &[u8], is_end: bool) -> String {
    let mut text = String::with_capacity(decoder.max_utf8_buffer_length(bytes.len()).unwrap_or(bytes.len()));
    let _ = decoder.decode_to_string(bytes, &mut text, is_end);
    text
}

/// Returns the character of a surrogate pair that is encoded as two characters of three bytes.
fn surrogate_pair(bytes: &[u8]) -> Option<char> {
    let &[0xED, high @ 0xA0..=0xAF, a @ 0x80..=0xBF, 0xED, low @ 0xB0..=0xBF, b @ 0x80..=0xBF] = bytes.get(..6)? else {
        return None;
    };
    let unit = |second: u8, third: u8| 0xD000 | u16::from(second & 0x3F) << 6 | u16::from(third & 0x3F);
    char::decode_utf16([unit(high, a), unit(low, b)]).next()?.ok()
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

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    /// A reader that gives one byte at a time, so that every character is once cut in each place.
    struct Drip<'a>(&'a [u8]);

    impl Read for Drip<'_> {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            unreachable!("only read through its buffer")
        }
    }

    impl BufRead for Drip<'_> {
        fn fill_buf(&mut self) -> io::Result<&[u8]> {
            Ok(&self.0[..self.0.len().min(1)])
        }

        fn consume(&mut self, count: usize) {
            self.0 = &self.0[count..];
        }
    }

    fn read(bytes: &[u8]) -> (String, Vec<u64>) {
        let (mut whole, mut dripped) = (String::new(), String::new());
        let mut file = ExportFile::new(bytes);
        file.read_to_string(&mut whole).unwrap();
        ExportFile::new(Drip(bytes)).read_to_string(&mut dripped).unwrap();
        if !bytes.starts_with(b"<?xml") && !bytes.starts_with(b"\xFF\xFE") {
            assert_eq!(whole, dripped);
        }
        (whole, file.take_mended())
    }

    #[test]
    fn broken_bytes_are_replaced_and_their_lines_noted() {
        assert_eq!(read("Bến\n".as_bytes()), ("Bến\n".into(), vec![]));
        assert_eq!(read(b"a\nB\xe1\xba c\xff\n\n\xc3"), ("a\nB\u{FFFD} c\u{FFFD}\n\n\u{FFFD}".into(), vec![2, 4]));
        assert_eq!(read(b"\xed\xa0\xbd\xed\xb8\x82!"), ("😂!".into(), vec![1]));
        assert_eq!(read(b"\xed\xa0\xbd!\xed").0.matches('\u{FFFD}').count(), 4, "halves of pairs");
        assert_eq!(read(b"\xf0\x9f\x98").0, "\u{FFFD}");
    }

    #[test]
    fn other_encodings_are_decoded() {
        let utf16: Vec<u8> = "\u{feff}<rss>Bến 😂".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(read(&utf16).0, "<rss>Bến 😂");
        assert_eq!(read(b"<?xml version='1.0' encoding='windows-1252'?>\xe9").0.chars().last(), Some('é'));
        let stated = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>ế";
        assert_eq!(read(stated.as_bytes()).0, stated);
    }

    #[test]
    fn refusing_stops_at_the_first() {
        let mut file = ExportFile::new(&b"a\xffb"[..]);
        file.set_on_broken(BrokenBytes::Refuse);
        let mut text = String::new();
        assert!(file.read_to_string(&mut text).is_err() && file.is_broken());
    }
}
