use std::io;
use std::path::Path;

use rustix::fs::{Access, access};

/// Whether the file may be written, if it is there. SQLite opens one that may not be for reading, without a word, and
/// leaves files beside it that cannot be written either: better to hear of it now than when somebody writes.
pub fn require_writable(file: &Path) -> io::Result<()> {
    match access(file, Access::WRITE_OK) {
        Ok(()) | Err(rustix::io::Errno::NOENT) => Ok(()),
        Err(error) => Err(error.into()),
    }
}
