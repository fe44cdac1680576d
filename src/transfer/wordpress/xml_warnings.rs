//! Warnings about XML that was mended.

use std::io::BufRead;
use std::path::Path;

use super::xml::XmlReader;
use crate::transfer::import_warning::ImportWarning;

impl<R: BufRead> XmlReader<R> {
    /// Returns warnings about what was mended since the last call in the file at `path`.
    pub fn take_warnings(&mut self, path: &Path) -> Vec<ImportWarning> {
        let bytes = self.take_mended_bytes().into_iter().map(|line| ImportWarning::mended(path, line));
        let bytes: Vec<ImportWarning> = bytes.collect();
        let xml = self.take_mended().into_iter().map(|line| ImportWarning::InFile {
            path: path.to_owned(),
            line: Some(line),
            field: String::new(),
            problem: "broken XML was mended",
            detail: String::new(),
        });
        bytes.into_iter().chain(xml).collect()
    }
}
