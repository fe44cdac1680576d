//! Warnings about a file, and its end.

use std::io::BufRead;
use std::path::PathBuf;

use super::{ReaderState, WxrReader};
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::record::ImportRecord;
use crate::transfer::wordpress::read_error::{ReadError, ReadProblem};
use crate::transfer::wordpress::xml::XmlStep;

impl<R: BufRead> WxrReader<R> {
    /// Emits warnings about what was mended in the last element, and further on, since the file is read in parts.
    pub(super) fn give_mended(&mut self) {
        let bytes =
            self.xml.take_mended_bytes().into_iter().map(|line| (line, "bytes that are not UTF-8 were replaced"));
        let xml = self.xml.take_mended().into_iter().map(|line| (line, "broken XML was mended"));
        for (line, problem) in bytes.chain(xml) {
            self.give_warning(line, String::new(), problem);
        }
    }

    pub(super) fn give_warning(&mut self, line: u64, field: String, problem: &'static str) {
        let (path, detail) = (PathBuf::new(), String::new());
        self.notes.push(ImportRecord::Warning(ImportWarning::InFile {
            path,
            line: Some(line),
            field,
            problem,
            detail,
        }));
    }

    /// Reads what follows the channel, to detect a truncated file.
    pub(super) fn leave(&mut self) -> Result<(), ReadError> {
        let mut text = String::new();
        while !matches!(self.xml.step(&mut text)?, XmlStep::Eof) {}
        self.state = ReaderState::Done;
        self.give_mended();
        self.ready.extend(self.notes.drain(..));
        Ok(())
    }

    /// Ends a file that was cut off with a warning: what came before the cut comes in. Returns any other error.
    pub(super) fn end_early(&mut self, error: ReadError) -> Option<ReadError> {
        let is_export = self.is_wordpress && !matches!(self.state, ReaderState::Begin);
        let ReadProblem::Truncated { name, line } = &error.problem else { return Some(error) };
        if !is_export || self.is_strict {
            return Some(error);
        }
        self.give_mended();
        let problem = "the file ends in the middle of this element; the rest is missing";
        self.give_warning(*line, format!("<{name}>"), problem);
        self.give_site();
        self.ready.extend(self.notes.drain(..));
        self.state = ReaderState::Done;
        None
    }
}
