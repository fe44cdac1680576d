//! Reads an export as records.

use std::io::BufRead;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::export::{self, Faults, GhostError};
use super::pass::Pass;
use super::tables::Tables;
use super::{entry, site};
use crate::transfer::import_warning::ImportWarning;
use crate::transfer::record::{ImportRecord, SkippedItem};
use crate::transfer::two_passes::Sink;

/// Reads the posts of an export whose other tables are known.
#[derive(Clone, Debug)]
pub struct GhostReader {
    tables: Arc<Tables>,
    /// The address of the old site without a slash at its end, or an empty text.
    url: String,
    /// For warnings.
    file: PathBuf,
    faults: Faults,
}

impl GhostReader {
    /// Creates a reader.
    pub(super) fn new(tables: Tables, url: &str, file: &Path, faults: Faults) -> Self {
        let (url, file) = (url.trim_end_matches('/').to_owned(), file.to_owned());
        Self { tables: Arc::new(tables), url, file, faults }
    }

    /// Gives all records to `sink`.
    ///
    /// # Errors
    /// If the file is no export, or ends too soon.
    pub fn read(&self, input: impl BufRead, pass: Pass, sink: Sink<ImportRecord>) -> Result<(), GhostError> {
        let goes_on = site::records(&self.tables, &self.url).into_iter().all(&mut *sink);
        let mut needs_address = false;
        if goes_on {
            export::read(input, &mut |table, row| {
                if table != "posts" {
                    return true;
                }
                if !row.is_object() {
                    return sink(ImportRecord::LeftOut(SkippedItem::new("record without fields", "it is no post")));
                }
                let read = entry::read(&row, &self.tables, &self.url, pass);
                needs_address |= read.needs_address;
                read.records.into_iter().all(&mut *sink)
            })?;
        }
        if pass == Pass::Second {
            let noted = |line, problem| {
                let (field, detail) = (String::new(), String::new());
                ImportRecord::Warning(ImportWarning::InFile { path: self.file.clone(), line, field, problem, detail })
            };
            let lines = self.faults.lines.iter().map(|line| noted(Some(*line), BROKEN_LINE));
            let cut_off = self.faults.cut_off.map(|line| noted(Some(line), CUT_OFF));
            lines.chain(cut_off).chain(needs_address.then(|| noted(None, NO_ADDRESS))).all(sink);
        }
        Ok(())
    }
}

const BROKEN_LINE: &str = "characters here cannot be read; they are shown as �";
const CUT_OFF: &str = "the file is cut off here; what follows is missing";
const NO_ADDRESS: &str =
    "the export does not say where its pictures are; those that --media does not find need the old address in --url";
