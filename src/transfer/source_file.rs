//! Opens the files of an import.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::Path;

use super::import_error::ImportError;
use super::progress::ImportProgress;

/// A file that is read with a buffer and reports its progress.
pub type SourceFile = BufReader<CountingReader>;

/// Opens a file that is read `rounds` times, for the round with this number from 0.
pub fn open(path: &Path, progress: &ImportProgress, round: u64, rounds: u64) -> Result<SourceFile, ImportError> {
    let length = std::fs::metadata(path).map_err(|error| ImportError::Open { path: path.to_owned(), error })?.len();
    open_part(path, progress, round * length, rounds * length)
}

/// Opens a file that is a part of what is read. `done` of `total` bytes were read before it.
pub fn open_part(path: &Path, progress: &ImportProgress, done: u64, total: u64) -> Result<SourceFile, ImportError> {
    let file = File::open(path).map_err(|error| ImportError::Open { path: path.to_owned(), error })?;
    let counted = CountingReader { file, done, total, progress: progress.clone() };
    Ok(BufReader::with_capacity(64 * 1024, counted))
}

/// A file that reports its progress.
pub struct CountingReader {
    file: File,
    done: u64,
    total: u64,
    progress: ImportProgress,
}

impl Read for CountingReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.file.read(buffer)?;
        self.done += count as u64;
        (self.progress)(self.done, self.total);
        Ok(count)
    }
}
