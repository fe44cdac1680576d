//! Files with one JSON object per line, which can be written and read incrementally.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::ArchiveError;

/// Writes a JSON Lines file. The file is created with its first line, so there are no empty files.
pub struct JsonLinesWriter {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl JsonLinesWriter {
    /// Creates a writer. Nothing is written yet.
    pub fn new(path: PathBuf) -> JsonLinesWriter {
        JsonLinesWriter { path, file: None }
    }

    /// Writes a value as one line.
    pub fn write(&mut self, value: &impl Serialize) -> Result<(), ArchiveError> {
        let failed = |error| ArchiveError::Write { path: self.path.clone(), error };
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(BufWriter::new(File::create_new(&self.path).map_err(failed)?)),
        };
        serde_json::to_writer(&mut *file, value).map_err(|error| failed(error.into()))?;
        file.write_all(b"\n").map_err(failed)
    }

    /// Flushes and syncs the file. Must be called at the end, or write errors go unnoticed.
    pub fn finish(self) -> Result<(), ArchiveError> {
        let Some(file) = self.file else { return Ok(()) };
        let file = file.into_inner().map_err(std::io::IntoInnerError::into_error);
        let synced = file.and_then(|file| file.sync_all());
        synced.map_err(|error| ArchiveError::Write { path: self.path, error })
    }
}

/// A value and its line number, from 1.
pub type JsonLine<T> = Result<(u64, T), ArchiveError>;

/// Reads a JSON Lines file. A missing file has no lines.
pub fn read<T: DeserializeOwned>(path: &Path) -> Result<impl Iterator<Item = JsonLine<T>> + use<T>, ArchiveError> {
    let file = match File::open(path) {
        Ok(file) => Some(BufReader::new(file)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => None,
        Err(error) => return Err(ArchiveError::Read { path: path.to_owned(), error }),
    };
    let path = path.to_owned();
    let lines = file.into_iter().flat_map(BufRead::lines).zip(1..);
    let lines = lines.filter(|(line, _)| !line.as_ref().is_ok_and(|line| line.trim().is_empty()));
    Ok(lines.map(move |(line, number)| {
        let line = line.map_err(|error| ArchiveError::Read { path: path.clone(), error })?;
        let value = serde_json::from_str(&line).map_err(|error| ArchiveError::Malformed {
            path: path.clone(),
            line: Some(number),
            problem: error.to_string(),
        })?;
        Ok((number, value))
    }))
}
