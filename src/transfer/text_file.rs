//! Reads texts of an import.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use encoding_rs::{Encoding, UTF_8};

/// A text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReadText {
    pub text: String,
    /// The line of the first bytes that are no text and were replaced.
    pub mended_line: Option<u64>,
}

/// Reads a whole file of text, which may be in UTF-16.
///
/// # Errors
/// If it cannot be read, or has more than `largest` bytes.
pub fn read_text(path: &Path, largest: u64) -> io::Result<ReadText> {
    let mut bytes = Vec::new();
    File::open(path)?.take(largest + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > largest {
        let mebibytes = largest / (1024 * 1024);
        return Err(io::Error::other(format!("the text is larger than {mebibytes} MiB; it is left out")));
    }
    let error = match String::from_utf8(bytes) {
        Ok(text) => return Ok(ReadText { text, mended_line: None }),
        Err(error) => error,
    };
    if let Some((encoding, _)) = Encoding::for_bom(error.as_bytes()).filter(|(encoding, _)| *encoding != UTF_8) {
        return Ok(ReadText { text: encoding.decode(error.as_bytes()).0.into_owned(), mended_line: None });
    }
    let before = &error.as_bytes()[..error.utf8_error().valid_up_to()];
    let line = 1 + before.iter().filter(|byte| **byte == b'\n').count() as u64;
    Ok(ReadText { text: String::from_utf8_lossy(error.as_bytes()).into_owned(), mended_line: Some(line) })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_bounded_and_mended() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.md");
        let read = |bytes: &[u8]| {
            std::fs::write(&path, bytes).unwrap();
            read_text(&path, 12)
        };
        assert_eq!(read("một".as_bytes()).unwrap(), ReadText { text: "một".to_owned(), mended_line: None });
        assert_eq!(read(b"\xFF\xFEa\0").unwrap().text, "a");
        assert_eq!(read(b"a\nb\xFFc").unwrap(), ReadText { text: "a\nb\u{FFFD}c".to_owned(), mended_line: Some(2) });
        assert!(read(b"thirteen byte").is_err());
    }
}
